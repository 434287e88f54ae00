import type { Announcement } from '../../../contract/events.ts';

/** An announcement on the wire; `id` increases by one and is null for log lines, which are not buffered. */
export interface SentFrame {
  readonly id: number | null;
  readonly frame: string;
}

/** Buffers the last announcements, so that a page that lost its connection for a moment misses nothing; at most `mostLetters` in total. */
export function createAnnouncementRing(size: number, mostLetters: number) {
  const kept: SentFrame[] = [];
  let letters = 0;
  let lastId = 0;

  return {
    add(announcement: Announcement): SentFrame {
      const data = JSON.stringify(announcement);
      if (announcement.type === 'log' || announcement.type === 'log-tail')
        return { id: null, frame: `data: ${data}\n\n` };
      lastId += 1;
      const told = { id: lastId, frame: `id: ${lastId}\ndata: ${data}\n\n` };
      kept.push(told);
      letters += told.frame.length;
      // The latest stays, however long: its id shows a page what it missed.
      while (kept.length > size || (letters > mostLetters && kept.length > 1))
        letters -= kept.shift()?.frame.length ?? 0;
      return told;
    },
    /** Empties the buffer, with a gap in the ids: what is announced until the next one is lost. */
    forget(): void {
      kept.length = 0;
      letters = 0;
      lastId += 1;
    },
    /** The announcements after an id; for an unknown or too old id the whole buffer: the gap in the ids tells the page. */
    since: (id: number): readonly SentFrame[] => (id > lastId ? [] : kept.filter((told) => (told.id ?? 0) > id)),
  };
}
