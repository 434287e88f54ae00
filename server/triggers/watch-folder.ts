import type { FileTrigger } from '../../contract/triggers.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createFolderNews } from './folder-news.ts';
import { folderProblem } from './folder-problem.ts';

export interface WatchFolderDeps {
  readonly trigger: FileTrigger;
  readonly clock: Clock;
  readonly log: Log;
  /** As `look` of arrivals. */
  readonly look: (onFolder: (folder: string) => Promise<void>) => Promise<number | null>;
  /** What keeps it from looking, once; null once it can look again. */
  readonly tell: (problem: Translatable | null) => void;
}

/** What the system tells in this time is looked at together. */
const togetherMs = 200;
/** Something that waits to be still is looked at no more often. */
const leastWaitMs = 250;
/** With news from the system, looking is only what makes sure. */
const surelyEveryMs = 30_000;
/** A folder that has not answered for so long is told of. */
const patienceMs = 60_000;

/** Looks at a folder when something changes there, and every so often whatever the system says. */
export function watchFolder(deps: WatchFolderDeps): { lookNow(): void; stop(): Promise<void> } {
  const { trigger, clock } = deps;
  const isPolled = trigger.look === 'poll';
  const everyMs = isPolled ? trigger.lookSeconds * 1000 : surelyEveryMs;
  const news = isPolled ? null : createFolderNews(() => void lookIn(togetherMs));
  const follow = async (folder: string) => void (await news?.follow(folder));
  let isStopped = false;
  let isAsked = false;
  let looking: Promise<void> | null = null;
  let next: { readonly at: number; readonly cancel: () => void } | null = null;

  function lookIn(ms: number): void {
    if (isStopped) return;
    if (looking !== null) return void (isAsked = true);
    const at = clock.monotonic() + ms;
    if (next !== null && next.at <= at) return;
    next?.cancel();
    next = { at, cancel: clock.after(ms, start) };
  }

  function start(): void {
    next = null;
    looking = once().then((waitMs) => {
      looking = null;
      const soonest = waitMs === null ? everyMs : Math.min(everyMs, Math.max(leastWaitMs, waitMs));
      lookIn(isAsked ? Math.min(togetherMs, soonest) : soonest);
      isAsked = false;
    });
  }

  async function once(): Promise<number | null> {
    const giveUp = clock.after(patienceMs, () =>
      deps.tell(
        said`The folder ${trigger.folder} does not answer: look whether its drive or network is there. It is tried again.`,
      ),
    );
    try {
      const waitMs = await deps.look(follow);
      if (!isStopped) deps.tell(null);
      return waitMs;
    } catch (error) {
      if (isStopped) return null;
      if ((error as NodeJS.ErrnoException).syscall !== undefined) deps.tell(folderProblem(error, trigger.folder));
      else deps.log.warn('a folder could not be looked at', { error });
      return null;
    } finally {
      giveUp();
    }
  }

  lookIn(0);
  return {
    lookNow: () => lookIn(0),
    async stop() {
      isStopped = true;
      next?.cancel();
      news?.close();
      await looking;
    },
  };
}
