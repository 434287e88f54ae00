import { stripVTControlCharacters } from 'node:util';
import { crashReason, isFrame } from './crash-reason.ts';

/** The last lines of a child, as far as they may explain a crash. */
export interface LastWords {
  /** A line of stderr, masked. */
  hear(text: string): void;
  /** A line of stdout: PHP prints its fatal errors there. */
  hearOutput(text: string): void;
  /** The message of the error that ended it; without a crash, its last line. */
  reason(): string | undefined;
}

const mostLines = 200;
const mostLetters = 1000;
/** How many frames of a long stack are kept: the message is above them. */
const mostFrames = 8;

export function createLastWords(): LastWords {
  const lines: string[] = [];
  let frames = 0;
  let isOutputHeard = false;

  return {
    hear,
    hearOutput(text) {
      if (/^(?:PHP )?(?:Fatal|Parse|Recoverable fatal) error: /.test(text)) isOutputHeard = true;
      else if (!isOutputHeard || !/^(?:Stack trace:|#\d+ |Next |\s+thrown in |\s*$)/.test(text)) return;
      hear(text);
    },
    reason: () => crashReason(lines),
  };

  function hear(text: string): void {
    const line = text.slice(0, mostLetters);
    frames = isFrame(line) ? frames + 1 : 0;
    if (frames > mostFrames) return;
    lines.push(stripVTControlCharacters(line).trimEnd());
    if (lines.length >= 2 * mostLines) lines.splice(0, mostLines);
  }
}
