import { stripVTControlCharacters } from 'node:util';
import type { Progress } from '../../../contract/run.ts';
import { type StreamLines, createStreamLines } from './stream-lines.ts';
import { createLastWords } from './last-words.ts';
import { cutForMask, cutLine } from './lines.ts';
import type { Level } from '../log/log-file.ts';
import type { Mask } from './mask.ts';
import { type Speech, type Stream, readLine } from './protocol.ts';

/** Longer last words are cut: they stand in lists and messages. */
const maxLastError = 500;

/** What a child says, understood. All of it is masked. */
export interface OutputListener {
  readonly hear: (stream: Stream, bytes: Buffer) => void;
  /** Called about ten times a second: shows what waits for its line end, as a prompt does. */
  tick(atMs: number): void;
  /** No more will come. */
  finish(): void;
  /** The latest progress, if it changed since this was last asked. */
  takeProgress(): Progress | null;
  /** The last `::error::` line, else the reason of a crash, else the last line on stderr. */
  lastError(): string | undefined;
  /** What a Cronicle or xyOps child said of its own end. */
  saidCode(): number | string | undefined;
}

export function createOutputListener(options: {
  encoding: string;
  codePage: string | readonly string[] | null;
  /** Both streams come as stdout, through one pipe. */
  isMerged: boolean;
  mask: Mask;
  readonly line: (level: Level, text: string) => void;
}): OutputListener {
  const { mask, line, isMerged } = options;
  const lastWords = createLastWords();
  let fresh: Progress | null = null;
  let lastShown = '';
  let errorLine: string | undefined;
  let code: number | string | undefined;

  const ears: Record<Stream, StreamLines> = { stdout: earFor('stdout'), stderr: earFor('stderr') };
  return {
    hear: (stream, bytes) => ears[stream].hear(bytes),
    tick(atMs) {
      ears.stdout.tick(atMs);
      ears.stderr.tick(atMs);
    },
    finish() {
      ears.stdout.finish();
      ears.stderr.finish();
    },
    takeProgress() {
      const progress = fresh;
      fresh = null;
      return progress;
    },
    lastError: () => shortened(errorLine) ?? shortened(lastWords.reason()),
    saidCode: () => code,
  };

  function earFor(stream: Stream): StreamLines {
    return createStreamLines(stream, {
      ...options,
      onLine: (raw, shown) => onLine(raw, stream, shown),
      onPart: (raw) => onProgress(readLine(raw, stream)),
      onPrompt(text) {
        line(stream === 'stderr' ? 'stderr' : 'info', text);
      },
    });
  }

  /** `shown` is what stands in the log already of this line, masked: only the rest of it follows. */
  function onLine(raw: string, stream: Stream, shown: string): void {
    const speech = readLine(raw, stream);
    if (speech.secret !== undefined) mask.add(speech.secret);
    const text = cutLine(mask.hide(cutForMask(speech.text)));
    const isContinued = shown !== '' && text.startsWith(shown);
    if (!isContinued) line(speech.level, text);
    else if (text.length > shown.length) line(speech.level, text.slice(shown.length));
    onProgress(speech);
    if (speech.level === 'error') errorLine = text;
    else if (speech.level === 'stderr' || (isMerged && speech.level === 'info')) lastWords.hear(text);
    else if (speech.level === 'info') lastWords.hearOutput(text);
    if (speech.end !== undefined && code === undefined) {
      // Cronicle and xyOps both stop listening after the line that says the end.
      code = speech.end.code;
      if (code !== 0 && speech.end.description !== '') errorLine = mask.hide(cutForMask(speech.end.description));
    }
  }

  function onProgress({ progress }: Speech): void {
    if (progress === undefined) return;
    const shown = progress.text === undefined ? progress : { ...progress, text: mask.hide(progress.text) };
    const key = `${shown.percent} ${shown.text}`;
    if (key === lastShown) return;
    lastShown = key;
    fresh = shown;
  }
}

function shortened(text: string | undefined): string | undefined {
  const words = stripVTControlCharacters((text ?? '').slice(0, 4 * maxLastError)).trim();
  return words === '' ? undefined : words.slice(0, maxLastError);
}
