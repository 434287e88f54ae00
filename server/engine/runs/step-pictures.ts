import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stepPictureName } from '../../../contract/step-pictures.ts';
import type { RunningRun } from '../../queue/pick-next-run.ts';
import { pause } from '../../clock.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** A run gets so many pictures, and so many bytes of them, whatever it says. */
const mostPictures = 200;
const mostBytes = 50 * 1024 * 1024;
const longestWaitMs = 10_000;

interface Book {
  /** Pictures are taken one after the other, in the order of the steps. */
  work: Promise<void>;
  count: number;
  bytes: number;
  /** What is wrong is logged once a run. */
  isTold: boolean;
}

/** Takes a picture of the screen after each step that a desktop robot names, and keeps it among the files of the run. */
export function createStepPictures(core: EngineContext, running: ReadonlyMap<string, RunningRun>) {
  const books = new Map<string, Book>();

  async function take(runId: string, title: string, book: Book): Promise<void> {
    if (core.takeScreen === null || book.count >= mostPictures || book.bytes >= mostBytes) return;
    const run = await core.store.runs.get(runId);
    if (run === null) return;
    const picture = await core.takeScreen();
    const folder = path.join(core.runFolder(run), 'artifacts', 'steps');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Of an earlier attempt there may be some.
    if (book.count === 0) book.count = (await readdir(folder)).length;
    book.count += 1;
    book.bytes += picture.length;
    await writeFile(path.join(folder, stepPictureName(book.count, title)), picture, { mode: 0o600 });
  }

  return {
    taken(runId: string, title: string): void {
      if (core.takeScreen === null || running.get(runId)?.process.usesDesktop !== true) return;
      const book = books.get(runId) ?? { work: Promise.resolve(), count: 0, bytes: 0, isTold: false };
      books.set(runId, book);
      book.work = book.work
        .then(() => take(runId, title, book))
        .catch((error: unknown) => {
          if (!book.isTold) core.log.warn('no picture could be taken after a step of a run', { run: runId, error });
          book.isTold = true;
        });
    },
    /** Resolves when the pictures of a run are written; nothing more is known of it. */
    async ended(runId: string): Promise<void> {
      const book = books.get(runId);
      // A system that gives no answer must not keep the run from ending.
      const over = new AbortController();
      if (book !== undefined) await Promise.race([book.work, pause(core.clock, longestWaitMs, over.signal)]);
      over.abort();
      books.delete(runId);
    },
  };
}
