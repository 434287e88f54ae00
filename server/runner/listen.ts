import { stripVTControlCharacters } from 'node:util';
import type { Progress } from '../../contract/run.ts';
import { createDecoder } from './decode.ts';
import { createLineSplitter, cutLine } from './lines.ts';
import type { Level } from './log-file.ts';
import type { Mask } from './mask.ts';
import { type Speech, type Stream, readLine } from './protocol.ts';

/** Longer last words are cut: they stand in lists and messages. */
const maxLastError = 500;

/** What a child says, understood. All of it is masked. */
export interface Listener {
  readonly hear: (stream: Stream, bytes: Buffer) => void;
  /** No more will come. */
  finish(): void;
  /** The latest progress, if it changed since this was last asked. */
  takeProgress(): Progress | null;
  /** The last `::error::` line, else the last line on stderr. */
  lastError(): string | undefined;
  /** What a Cronicle or xyOps child said of its own end. */
  saidCode(): number | string | undefined;
}

export function createListener(options: {
  encoding: string;
  codePage: string | null;
  mask: Mask;
  readonly line: (level: Level, text: string) => void;
}): Listener {
  const { mask, line } = options;
  let fresh: Progress | null = null;
  let lastShown = '';
  let errorLine: string | undefined;
  let stderrLine: string | undefined;
  let code: number | string | undefined;

  const ears = { stdout: createEar('stdout'), stderr: createEar('stderr') };
  return {
    hear: (stream, bytes) => ears[stream].hear(bytes),
    finish() {
      ears.stdout.finish();
      ears.stderr.finish();
    },
    takeProgress() {
      const progress = fresh;
      fresh = null;
      return progress;
    },
    lastError: () => lastWords(errorLine) ?? lastWords(stderrLine),
    saidCode: () => code,
  };

  function createEar(stream: Stream) {
    const decoder = createDecoder(options.encoding, options.codePage);
    const splitter = createLineSplitter(
      (text) => onLine(text, stream),
      (text) => onProgress(readLine(text, stream)),
    );
    return {
      hear: (bytes: Buffer) => splitter.write(decoder.write(bytes)),
      finish() {
        splitter.write(decoder.end());
        splitter.end();
      },
    };
  }

  function onLine(raw: string, stream: Stream): void {
    const speech = readLine(raw, stream);
    if (speech.secret !== undefined) mask.add(speech.secret);
    const text = cutLine(mask.hide(speech.text));
    line(speech.level, text);
    onProgress(speech);
    if (speech.level === 'error') errorLine = text;
    else if (speech.level === 'stderr' && /\S/.test(text)) stderrLine = text;
    if (speech.end !== undefined && code === undefined) {
      // Cronicle and xyOps both stop listening after the line that says the end.
      code = speech.end.code;
      if (code !== 0 && speech.end.description !== '') errorLine = mask.hide(speech.end.description);
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

function lastWords(text: string | undefined): string | undefined {
  const words = stripVTControlCharacters((text ?? '').slice(0, 4 * maxLastError)).trim();
  return words === '' ? undefined : words.slice(0, maxLastError);
}
