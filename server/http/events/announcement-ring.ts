import type { Announcement } from '../../../contract/events.ts';

/** An announcement as it goes over the wire; `id` grows by one and is null for log lines, which are not kept. */
export interface Told {
  readonly id: number | null;
  readonly frame: string;
}

/** The last announcements, so that a page that lost its connection for a moment misses nothing; `mostLetters` of them in all. */
export function createAnnouncementRing(size: number, mostLetters: number) {
  const kept: Told[] = [];
  let letters = 0;
  let lastId = 0;

  return {
    add(announcement: Announcement): Told {
      const data = JSON.stringify(announcement);
      if (announcement.type === 'log' || announcement.type === 'log-tail')
        return { id: null, frame: `data: ${data}\n\n` };
      lastId += 1;
      const told = { id: lastId, frame: `id: ${lastId}\ndata: ${data}\n\n` };
      kept.push(told);
      letters += told.frame.length;
      // The latest stays, however long: by its id a page sees what it missed.
      while (kept.length > size || (letters > mostLetters && kept.length > 1))
        letters -= kept.shift()?.frame.length ?? 0;
      return told;
    },
    /** Those after an id; of an id that is unknown or too old, all that is kept: the gap in the ids tells the page. */
    since: (id: number): readonly Told[] => (id > lastId ? [] : kept.filter((told) => (told.id ?? 0) > id)),
  };
}
