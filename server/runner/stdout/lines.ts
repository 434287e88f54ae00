/** Characters of a line that stand in a log; the rest of it is dropped, and the line says so. */
export const maxLineLength = 64 * 1024;

/** A secret may stand across the place where a line is cut, so a little more is handed on: mask it, then `cutLine`. */
const spare = 4096;

/** Lines of this length are still read as JSON: what a plugin says at its end may carry a whole page. Those of the peers read as much. */
export const maxJsonLength = 32 * 1024 * 1024;

export interface LineSplitter {
  write(text: string): void;
  end(): void;
  /** What stands there of a line that is not finished and that nothing overwrote; '' where there is none. */
  open(): string;
}

/**
 * Cuts text into lines; any number of `\r` before the `\n` belongs to the line end. `\r` elsewhere overwrites, as on a screen: of each
 * line only what stands after the last one counts. `onLine` gets every finished line; `onOverwritten` what a screen would show
 * now of a line that is not finished, once for each piece of text that overwrites (progress bars never end their line).
 * Longer lines than `maxLineLength` are handed on cut, but for those that may be a JSON object, where that is asked for.
 */
export function createLineSplitter(
  onLine: (line: string) => void,
  onOverwritten: (line: string) => void,
  { isJsonRead = false }: { isJsonRead?: boolean } = {},
): LineSplitter {
  let open = '';
  /** Something in `open` stands behind a `\r`, or may come to. */
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
    // An overwritten line begins anew, however long it was.
    if (more.length > room && !more.includes('\r')) return open + more.slice(0, Math.max(0, room));
    return open + more;
  }

  function roomOf(begin: string): number {
    return isJsonRead && /^\s{0,100}\{/.test(begin) ? maxJsonLength : maxLineLength + spare;
  }
}

/** As much of a line as has to be masked before it is cut. */
export const cutForMask = (line: string): string =>
  line.length <= maxLineLength + spare ? line : line.slice(0, maxLineLength + spare);

/** Marks a line that is over its length. Call it after masking. */
export function cutLine(line: string): string {
  return line.length <= maxLineLength ? line : `${line.slice(0, maxLineLength)} … [line cut at 64 KB]`;
}

function lastShown(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end -= 1;
  return line.slice(end === 0 ? 0 : line.lastIndexOf('\r', end - 1) + 1, end);
}
