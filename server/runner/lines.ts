/** Characters of a line that are kept; the rest of it is dropped, and the line says so. */
export const maxLineLength = 64 * 1024;

/** A secret may stand across the place where a line is cut, so a little more is handed on: mask it, then `cutLine`. */
const spare = 4096;

export interface LineSplitter {
  write(text: string): void;
  end(): void;
}

/**
 * Cuts text into lines. `\r` overwrites, as on a screen: of each line only what stands after the last one counts.
 * `onLine` gets every finished line; `onOverwritten` what a screen would show now of a line that is not finished,
 * once for each piece of text that overwrites (progress bars never end their line).
 */
export function createLineSplitter(
  onLine: (line: string) => void,
  onOverwritten: (line: string) => void,
): LineSplitter {
  let open = '';

  return {
    write(text) {
      let from = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
        const line = open === '' ? text.slice(from, end) : append(text.slice(from, end));
        open = '';
        from = end + 1;
        onLine(line.includes('\r') ? lastShown(line) : line);
      }
      if (from >= text.length) return;
      open = append(from === 0 ? text : text.slice(from));
      const overwritten = open.lastIndexOf('\r');
      if (overwritten === -1) return;
      const shown = lastShown(open);
      open = open.slice(open.lastIndexOf('\r', overwritten - 1) + 1);
      onOverwritten(shown);
    },
    end() {
      if (open !== '') onLine(lastShown(open));
      open = '';
    },
  };

  function append(more: string): string {
    const room = maxLineLength + spare - open.length;
    // An overwritten line begins anew, however long it was.
    if (more.length > room && !more.includes('\r')) return open + more.slice(0, Math.max(0, room));
    return open + more;
  }
}

/** Marks a line that is over its length. Call it after masking. */
export function cutLine(line: string): string {
  return line.length <= maxLineLength ? line : `${line.slice(0, maxLineLength)} … [line cut at 64 KB]`;
}

function lastShown(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return text.slice(text.lastIndexOf('\r') + 1);
}
