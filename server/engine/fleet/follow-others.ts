import type { RunStatus } from '../../../contract/run.ts';
import { attentionFact, pausedAllFact } from '../../store/facts.ts';
import type { News, NewsStore } from '../../store/news.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** What other computers of the fleet change is announced here, and acted upon, as if it had been changed here. */
export interface FollowOthers {
  stop(): Promise<void>;
}

interface FollowDeps {
  readonly core: EngineContext;
  readonly isRunningHere: (runId: string) => boolean;
  /** Looks at what was cancelled or given up of what runs here. */
  readonly lookAtOwn: () => Promise<void>;
  readonly dispatch: () => void;
  /** Runs have ended elsewhere: what a limit has held back may start now. */
  readonly freed: () => void;
  /** Everything was paused or resumed: the stored state counts. */
  readonly followPause: () => Promise<void>;
  /** Workers say something else of themselves. */
  readonly lookAtWorkers: () => Promise<void>;
  /** The counts of the queue have changed. */
  readonly changed: () => void;
}

/** What comes in this time is asked for together. What somebody waits for, a start or a cancellation, is not kept back when it is the first. */
const togetherMs = 80;
/** After more changes than this at once pages fetch everything again. */
const mostTold = 500;

export function followOthers(news: NewsStore, deps: FollowDeps): FollowOthers {
  const { core } = deps;
  const { announcements } = core;
  const heard = createHeap();
  const { tellRuns, tellNotice, lookAtEverything, noteHeard } = createTeller(deps);
  let cancel: (() => void) | null = null;
  /** When the last look began, by the monotonic clock. */
  let lookedAt = -Infinity;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;

  function hear(one: News): void {
    if (one.kind === 'progress' && !isKept(one)) return;
    heard.add(one);
    if (one.kind !== 'everything') noteHeard();
    const isFirst = core.clock.monotonic() - lookedAt >= togetherMs;
    if (isFirst && isWaitedFor(one)) return look();
    cancel ??= core.clock.after(togetherMs, look);
  }

  function look(): void {
    cancel?.();
    cancel = null;
    lookedAt = core.clock.monotonic();
    working = working
      .then(act)
      .catch((error: unknown) => core.log.warn('what other computers have changed could not be looked at', { error }));
  }

  /** Progress is known at once; whether somebody wants to hear of it. */
  function isKept({ id, progress }: News & { kind: 'progress' }): boolean {
    if (deps.isRunningHere(id) || progress === null) return false;
    core.progress.setProgress(id, progress);
    return announcements.isWanted('run');
  }

  async function act(): Promise<void> {
    if (isStopped) return;
    const { isEverything, runs, schedules, notices, facts, workers } = heard.take();
    if (isEverything || facts.has(pausedAllFact)) await deps.followPause();
    if (isEverything) await lookAtEverything();
    const is = (status: RunStatus) => [...runs.values()].includes(status);
    if (isEverything || [...runs].some(([id, status]) => status === 'cancelling' && deps.isRunningHere(id)))
      await deps.lookAtOwn();
    if (isEverything || is('ended')) deps.freed();
    if (isEverything || is('queued')) deps.dispatch();
    if (runs.size > 0 && announcements.isWanted('worker')) deps.changed();
    for (const [id, status] of runs)
      if (status !== 'running' && status !== 'cancelling' && !deps.isRunningHere(id)) core.progress.forget(id);
    if (facts.has(attentionFact)) announcements.announce({ type: 'attention' });
    for (const id of schedules) announcements.schedule(id);
    await tellRuns([...runs.keys()]);
    for (const id of notices) await tellNotice(id);
    if (isEverything || workers.size > 0) await deps.lookAtWorkers();
  }

  const stopHearing = news.hear(hear);
  return {
    async stop() {
      isStopped = true;
      stopHearing();
      cancel?.();
      await working;
    },
  };
}

const isWaitedFor = (one: News): boolean =>
  one.kind === 'run' && (one.status === 'queued' || one.status === 'cancelling');

/** A connection that was cut is noticed so much later at most. */
const cutUnseenMs = 15_000;

/** What was heard and is not acted upon yet. */
function createHeap() {
  let isEverything = false;
  let runs = new Map<string, RunStatus>();
  let others = {
    schedule: new Set<string>(),
    notice: new Set<string>(),
    fact: new Set<string>(),
    worker: new Set<string>(),
  };
  return {
    add(one: News): void {
      if (one.kind === 'everything') isEverything = true;
      else if (one.kind === 'run') runs.set(one.id, one.status);
      else if (one.kind === 'progress') runs.set(one.id, runs.get(one.id) ?? 'running');
      else others[one.kind].add(one.id);
    },
    take() {
      const taken = {
        isEverything,
        runs,
        schedules: others.schedule,
        notices: others.notice,
        facts: others.fact,
        workers: others.worker,
      };
      isEverything = false;
      runs = new Map();
      others = { schedule: new Set(), notice: new Set(), fact: new Set(), worker: new Set() };
      return taken;
    },
  };
}

/** Announces what others have changed. */
function createTeller({ core, isRunningHere }: Pick<FollowDeps, 'core' | 'isRunningHere'>) {
  const { store, announcements } = core;
  let hasListened = false;
  /** Since when nothing may have been missed: the last news, or the last time the connection was made. */
  let lastHeard = core.clock.now();
  return { tellRuns, tellNotice, lookAtEverything, noteHeard: () => void (lastHeard = core.clock.now()) };

  async function tellRuns(ids: readonly string[]): Promise<void> {
    if (ids.length === 0 || !announcements.isWanted('run')) return;
    if (ids.length > mostTold) return lookAtEverything();
    for (const run of await store.runs.some(ids)) announcements.run(run);
  }

  /** Announced without content where it is gone: pages fetch it again. */
  async function tellNotice(id: string): Promise<void> {
    if (!announcements.isWanted('notice')) return;
    const notice = await store.records.notice(id);
    if (notice === null) fetchAgain();
    else announcements.announce({ type: 'notice', notice });
  }

  /** Nothing may have been missed at the start; later this computer was cut off. */
  async function lookAtEverything(): Promise<void> {
    const since = lastHeard;
    lastHeard = core.clock.now();
    announcements.release();
    for (const { run, progress } of (await store.sharedFiles?.live()) ?? [])
      if (progress !== null && !isRunningHere(run)) core.progress.setProgress(run, progress);
    if (!hasListened) return void (hasListened = true);
    const present: StoredRun[] = await store.runs.active();
    const ended = await store.statistics.runsBetween(since - cutUnseenMs, core.clock.now() + 1, mostTold);
    for (const run of [...ended.reverse(), ...present.slice(0, mostTold)]) announcements.run(run);
    fetchAgain();
  }

  /** Pages fetch everything again where the epoch is another one. */
  function fetchAgain(): void {
    announcements.announce({ type: 'hello', epoch: core.newId() });
  }
}
