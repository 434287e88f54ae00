import type { Announcement } from '../../contract/events.ts';

/** An announcement as it goes over the wire; `id` grows by one and is null for log lines, which are not kept. */
export interface Told {
  readonly id: number | null;
  readonly frame: string;
}

/** The last announcements, so that a page that lost its connection for a moment misses nothing. */
export function createAnnouncementRing(size: number) {
  const kept: Told[] = [];
  let lastId = 0;

  return {
    add(announcement: Announcement): Told {
      const data = JSON.stringify(announcement);
      if (announcement.type === 'log') return { id: null, frame: `data: ${data}\n\n` };
      lastId += 1;
      const told = { id: lastId, frame: `id: ${lastId}\ndata: ${data}\n\n` };
      kept.push(told);
      if (kept.length > size) kept.shift();
      return told;
    },
    /** Those after an id; of an id that is unknown or too old, all that is kept: the gap in the ids tells the page. */
    since: (id: number): readonly Told[] => (id > lastId ? [] : kept.filter((told) => (told.id ?? 0) > id)),
  };
}
