import type { FileTrigger } from '../../contract/triggers.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { FolderLook } from './arrivals.ts';
import { createFolderNews } from './folder-news.ts';
import { folderProblem } from './folder-problem.ts';
import { lookAgain, type Looked } from './look-again.ts';
import type { Look, TriggerWatch } from './trigger-watch.ts';

export interface WatchFolderDeps {
  readonly trigger: FileTrigger;
  readonly clock: Clock;
  readonly log: Log;
  /** As `look` of arrivals. */
  readonly look: (onFolder: (folder: string) => Promise<void>) => Promise<FolderLook>;
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
export function watchFolder(deps: WatchFolderDeps): Omit<TriggerWatch, 'ended'> {
  const { trigger, clock } = deps;
  const isPolled = trigger.look === 'poll';
  const everyMs = isPolled ? trigger.lookSeconds * 1000 : surelyEveryMs;
  const news = isPolled ? null : createFolderNews(() => looks.lookIn(togetherMs));
  const silent = said`The folder ${trigger.folder} does not answer: look whether its drive or network is there. It is tried again.`;
  const notLooked = said`The folder ${trigger.folder} could not be looked at now: the log of Rota says why.`;
  const follow = async (folder: string) => void (await news?.follow(folder));
  let isStopped = false;

  async function once(): Promise<Looked> {
    const giveUp = clock.after(patienceMs, () => deps.tell(silent));
    try {
      const { started, waiting, waitMs } = await deps.look(follow);
      if (!isStopped) deps.tell(null);
      return looked({ started, waiting, others: 0, problem: null }, waitMs);
    } catch (error) {
      const isOfSystem = (error as NodeJS.ErrnoException).syscall !== undefined;
      const problem = isOfSystem ? folderProblem(error, trigger.folder) : notLooked;
      if (!isStopped && isOfSystem) deps.tell(problem);
      else if (!isStopped) deps.log.warn('a folder could not be looked at', { error });
      return looked({ started: 0, waiting: 0, others: 0, problem }, null);
    } finally {
      giveUp();
    }
  }

  function looked(look: Look, stillMs: number | null): Looked {
    const waitMs = stillMs === null ? everyMs : Math.min(everyMs, Math.max(leastWaitMs, stillMs));
    return { look, waitMs, askedMs: Math.min(togetherMs, waitMs) };
  }

  const looks = lookAgain(clock, once);
  return {
    lookNow: looks.lookNow,
    async stop() {
      isStopped = true;
      news?.close();
      await looks.stop();
    },
  };
}
