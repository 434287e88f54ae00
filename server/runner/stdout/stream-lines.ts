import { createDecoder } from './decode.ts';
import { createLineSplitter } from './lines.ts';
import type { Mask } from './mask.ts';
import { createOverLines } from './secret-over-lines.ts';
import type { Stream } from './protocol.ts';

/** Splits one stream of a child into lines. */
export interface StreamLines {
  hear(bytes: Buffer): void;
  tick(atMs: number): void;
  finish(): void;
}

export interface StreamLinesParts {
  readonly encoding: string;
  readonly codePage: string | readonly string[] | null;
  readonly mask: Mask;
  /** A finished line, as it came, and the part of it that `onPrompt` got ('' if none). */
  onLine(raw: string, shown: string): void;
  /** An unfinished line that was overwritten. */
  onPart(raw: string): void;
  /** A part of a line whose end has not come for a while, masked. */
  onPrompt(text: string): void;
}

/** A prompt is shown when nothing has followed it for this long. */
const promptMs = 1000;
/** Later parts of the same line wait longer, so that dots that mean "still at work" do not become a line each. */
const furtherMs = 10_000;

export function createStreamLines(stream: Stream, parts: StreamLinesParts): StreamLines {
  const { mask } = parts;
  const lines = createOverLines<string>(mask, (before, raw) => parts.onLine(raw, before));
  const decoder = createDecoder(parts.encoding, parts.codePage);
  let shown = '';
  let hasHeard = false;
  let quietSince = 0;
  const splitter = createLineSplitter(
    (raw) => {
      const before = shown;
      shown = '';
      lines.take(before, raw);
    },
    (raw) => parts.onPart(raw),
    { isJsonRead: stream === 'stdout' },
  );

  return {
    hear(bytes) {
      hasHeard = true;
      splitter.write(decoder.write(bytes));
    },
    tick(atMs) {
      if (hasHeard) {
        hasHeard = false;
        quietSince = atMs;
        return;
      }
      if (quietSince !== 0 && atMs - quietSince >= promptMs) lines.settle();
      if (quietSince === 0 || atMs - quietSince < (shown === '' ? promptMs : furtherMs)) return;
      quietSince = 0;
      splitter.write(decoder.settle());
      showPrompt();
    },
    finish() {
      splitter.write(decoder.end());
      splitter.end();
      lines.finish();
    },
  };

  function showPrompt(): void {
    const open = splitter.open();
    // A line that may be a command or JSON is only read when it is complete.
    if (lines.mayContinue(open)) return;
    if (open.length > 1000 || /^\s*(?:::|\{|$)/.test(open)) return;
    const text = mask.hide(open);
    if (mask.isCutOff(open) || !text.startsWith(shown) || text.length === shown.length) return;
    parts.onPart(open);
    parts.onPrompt(text.slice(shown.length));
    shown = text;
  }
}
