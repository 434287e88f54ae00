/** The maximum length of a line in a log; the rest is dropped, and the line says so. */
export const maxLineLength = 64 * 1024;

/** A secret may cross the cut, so a few more characters are passed on: mask the line, then call `cutLine`. */
const spare = 4096;

/** Lines up to this length are still read as JSON: a plugin's last message may contain a whole page. Cronicle and xyOps read as much. */
export const maxJsonLength = 32 * 1024 * 1024;

export interface LineSplitter {
  write(text: string): void;
  end(): void;
  /** The text of an unfinished line that nothing overwrote; '' if there is none. */
  open(): string;
}

/**
 * Splits text into lines; any number of `\r` before the `\n` belongs to the line end. A `\r` elsewhere overwrites, as on a screen:
 * only the text after the last one counts. `onLine` gets every finished line; `onOverwritten` gets the visible text of an unfinished
 * line, once per chunk that overwrites it (progress bars never end their line). Lines over `maxLineLength` are cut, except those that
 * may be a JSON object, if requested.
 */
export function createLineSplitter(
  onLine: (line: string) => void,
  onOverwritten: (line: string) => void,
  { isJsonRead = false }: { isJsonRead?: boolean } = {},
): LineSplitter {
  let open = '';
  /** The text in `open` follows a `\r`, or one may come. */
  let isOverwritten = false;

  return {
    write(text) {
      let from = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
        const line = open === '' ? text.slice(from, end) : append(text.slice(from, end));
        open = '';
        isOverwritten = false;
        from = end + 1;
        onLine(line.includes('\r') ? lastShown(line) : line);
      }
      if (from >= text.length) return;
      const more = from === 0 ? text : text.slice(from);
      open = append(more);
      isOverwritten ||= more.includes('\r');
      if (!isOverwritten) return;
      const shown = lastShown(open);
      open = `\r${shown}${open.endsWith('\r') ? '\r' : ''}`;
      onOverwritten(shown);
    },
    end() {
      if (open !== '') onLine(lastShown(open));
      open = '';
      isOverwritten = false;
    },
    open: () => (isOverwritten ? '' : open),
  };

  function append(more: string): string {
    const room = roomOf(open === '' ? more : open) - open.length;
    // Overwriting starts the line again, however long it was.
    if (more.length > room && !more.includes('\r')) return open + more.slice(0, Math.max(0, room));
    return open + more;
  }

  function roomOf(begin: string): number {
    return isJsonRead && /^\s{0,100}\{/.test(begin) ? maxJsonLength : maxLineLength + spare;
  }
}

/** The part of a line that must be masked before it is cut. */
export const cutForMask = (line: string): string =>
  line.length <= maxLineLength + spare ? line : line.slice(0, maxLineLength + spare);

/** Cuts a line that is too long, and marks it. Call it after masking. */
export function cutLine(line: string): string {
  return line.length <= maxLineLength ? line : `${line.slice(0, maxLineLength)} … [line cut at 64 KB]`;
}

function lastShown(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end -= 1;
  return line.slice(end === 0 ? 0 : line.lastIndexOf('\r', end - 1) + 1, end);
}
