import { createDecoder } from './decode.ts';
import { createLineSplitter } from './lines.ts';
import type { Mask } from './mask.ts';
import type { Stream } from './protocol.ts';

/** Hears one stream of a child as lines. */
export interface StreamLines {
  hear(bytes: Buffer): void;
  tick(atMs: number): void;
  finish(): void;
}

export interface StreamLinesParts {
  readonly encoding: string;
  readonly codePage: string | readonly string[] | null;
  readonly mask: Mask;
  /** A finished line, as it came, and what `onPrompt` was told of it ('' where nothing). */
  onLine(raw: string, shown: string): void;
  /** A line that is not finished and was overwritten. */
  onPart(raw: string): void;
  /** A piece of a line that has waited for its end, masked. */
  onPrompt(text: string): void;
}

/** A prompt is shown when nothing has followed it for this long. */
const promptMs = 1000;
/** More of a line that was shown waits longer: dots that say "still at work" are not one line each. */
const furtherMs = 10_000;

export function createStreamLines(stream: Stream, parts: StreamLinesParts): StreamLines {
  const { mask } = parts;
  const decoder = createDecoder(parts.encoding, parts.codePage);
  let shown = '';
  let hasHeard = false;
  let quietSince = 0;
  const splitter = createLineSplitter(
    (raw) => {
      const before = shown;
      shown = '';
      parts.onLine(raw, before);
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
      if (quietSince === 0 || atMs - quietSince < (shown === '' ? promptMs : furtherMs)) return;
      quietSince = 0;
      splitter.write(decoder.settle());
      showPrompt();
    },
    finish() {
      splitter.write(decoder.end());
      splitter.end();
    },
  };

  function showPrompt(): void {
    const open = splitter.open();
    // What may become a command or a JSON line is only known when it is whole.
    if (open.length > 1000 || /^\s*(?:::|\{|$)/.test(open)) return;
    const text = mask.hide(open);
    if (mask.isCutOff(open) || !text.startsWith(shown) || text.length === shown.length) return;
    parts.onPart(open);
    parts.onPrompt(text.slice(shown.length));
    shown = text;
  }
}
