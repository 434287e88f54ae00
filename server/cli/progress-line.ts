import { printable } from './printable.ts';

/** What a command that waits shows meanwhile. */
export interface ProgressLine {
  show(text: string): void;
  /** Before anything else is printed. */
  clear(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const eraseLine = '\r\u001B[K';

/** One line of a terminal that is written over; where `terminal` is none (a pipe, a log of CI), a line through `say` for each change. */
export function createProgressLine(terminal: Terminal, say: (text: string) => void): ProgressLine {
  let shown = '';
  const isTerminal = terminal.isTTY === true;
  return {
    show(text) {
      if (text === shown) return;
      shown = text;
      if (!isTerminal) return say(text);
      // A line that is longer than the terminal would not be written over as a whole.
      const room = (terminal.columns ?? 80) - 1;
      terminal.write(`${eraseLine}${printable(text).replaceAll('\n', ' ').slice(0, room)}`);
    },
    clear() {
      if (isTerminal && shown !== '') terminal.write(eraseLine);
      shown = '';
    },
  };
}
