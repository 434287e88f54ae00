import { stripVTControlCharacters } from 'node:util';
import { crashReason, isFrame } from './crash-reason.ts';

/** The last lines of a child, as far as they may explain a crash. */
export interface LastLines {
  /** A line of stderr, masked. */
  addError(text: string): void;
  /** A line of stdout: PHP prints its fatal errors there. */
  addOutput(text: string): void;
  /** The message of the error that ended it; without a crash, its last line. */
  reason(): string | undefined;
}

const mostLines = 200;
const mostLetters = 1000;
/** How many frames of a long stack are kept: the message is above them. */
const mostFrames = 8;

export function createLastLines(): LastLines {
  const lines: string[] = [];
  let frames = 0;
  let isOutputAdded = false;

  return {
    addError: add,
    addOutput(text) {
      if (/^(?:PHP )?(?:Fatal|Parse|Recoverable fatal) error: /.test(text)) isOutputAdded = true;
      else if (!isOutputAdded || !/^(?:Stack trace:|#\d+ |Next |\s+thrown in |\s*$)/.test(text)) return;
      add(text);
    },
    reason: () => crashReason(lines),
  };

  function add(text: string): void {
    const line = text.slice(0, mostLetters);
    frames = isFrame(line) ? frames + 1 : 0;
    if (frames > mostFrames) return;
    lines.push(stripVTControlCharacters(line).trimEnd());
    if (lines.length >= 2 * mostLines) lines.splice(0, mostLines);
  }
}
