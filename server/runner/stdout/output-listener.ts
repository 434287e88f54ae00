import { stripVTControlCharacters } from 'node:util';
import type { Progress } from '../../../contract/run.ts';
import { type StreamLines, createStreamLines } from './stream-lines.ts';
import { createLastLines } from './last-lines.ts';
import { cutForMask, cutLine } from './lines.ts';
import type { Level } from '../log/attempt-log.ts';
import type { Mask } from './mask.ts';
import { type Speech, type Stream, readLine } from './protocol.ts';

/** A longer error text is cut, because it is shown in lists and messages. */
const maxLastError = 500;
/** More steps between two looks are left out: nobody could have a picture of each. */
const mostSteps = 20;
const longestStep = 200;

/** Interprets the output of a child. All results are masked. */
export interface OutputListener {
  readonly hear: (stream: Stream, bytes: Buffer) => void;
  /** Called about ten times a second: shows an incomplete line, such as a prompt. */
  tick(atMs: number): void;
  /** The output has ended. */
  finish(): void;
  /** The latest progress, if it changed since the last call. */
  takeProgress(): Progress | null;
  /** The titles of steps that were named since the last call. */
  takeSteps(): string[];
  /** The last `::error::` line, else the reason of a crash, else the last line on stderr. */
  lastError(): string | undefined;
  /** The code that a Cronicle or xyOps child reported at its end. */
  saidCode(): number | string | undefined;
}

export function createOutputListener(options: {
  encoding: string;
  codePage: string | readonly string[] | null;
  /** Lines of both streams are read as those of stdout; they come through one pipe where the system has one for both. */
  isMerged: boolean;
  mask: Mask;
  readonly line: (level: Level, text: string) => void;
}): OutputListener {
  const { mask, line, isMerged } = options;
  const lastWords = createLastLines();
  let fresh: Progress | null = null;
  let lastShown = '';
  let errorLine: string | undefined;
  const steps: string[] = [];
  let code: number | string | undefined;
  let isErrorApart = false;

  const ears: Record<Stream, StreamLines> = { stdout: earFor('stdout'), stderr: earFor('stderr') };
  return {
    hear: (stream, bytes) => ears[stream].hear(bytes),
    tick: (atMs) => Object.values(ears).forEach((ear) => ear.tick(atMs)),
    finish: () => Object.values(ears).forEach((ear) => ear.finish()),
    takeProgress() {
      const progress = fresh;
      fresh = null;
      return progress;
    },
    takeSteps: () => steps.splice(0),
    lastError: () => shortened(errorLine) ?? shortened(lastWords.reason()),
    saidCode: () => code,
  };

  function earFor(stream: Stream): StreamLines {
    const readAs = isMerged ? 'stdout' : stream;
    return createStreamLines(readAs, {
      ...options,
      onLine(raw, shown) {
        isErrorApart ||= stream === 'stderr';
        onLine(raw, readAs, shown, stream === 'stderr' || (isMerged && !isErrorApart));
      },
      onPart: (raw) => onProgress(readLine(raw, readAs)),
      onPrompt: (text) => line(readAs === 'stderr' ? 'stderr' : 'info', text),
    });
  }

  /**
   * `shown` is the part of this line that is in the log already, masked: only the rest follows. `mayBeError`: it came on stderr, or on the pipe
   * for both.
   */
  function onLine(raw: string, stream: Stream, shown: string, mayBeError: boolean): void {
    const speech = readLine(raw, stream);
    if (speech.secret !== undefined) mask.add(speech.secret);
    if (speech.step !== undefined && steps.length < mostSteps) steps.push(mask.hide(speech.step.slice(0, longestStep)));
    const text = cutLine(mask.hide(cutForMask(speech.text)));
    const isContinued = shown !== '' && text.startsWith(shown);
    if (!isContinued) line(speech.level, text);
    else if (text.length > shown.length) line(speech.level, text.slice(shown.length));
    onProgress(speech);
    if (speech.level === 'error') errorLine = text;
    else if (speech.level === 'stderr' || (mayBeError && speech.level === 'info')) lastWords.addError(text);
    else if (speech.level === 'info') lastWords.addOutput(text);
    if (speech.end !== undefined && code === undefined) {
      // Cronicle and xyOps both ignore everything after the line that reports the end.
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
