import type { StoredRun } from '../../store/stored-run.ts';
import { createToldOnce } from '../shared/told-once.ts';
import type { LookWorkDeps } from './look-deps.ts';
import { createLookLoop } from './look-loop.ts';
import { createLookResults } from './look-results.ts';
import { lookVerdict } from './look-verdict.ts';

/** Looks at the conditions of runs that wait for them, with one timer for all. */
export interface LookWork {
  start(): Promise<void>;
  /** Something may have to be looked at: a run is new, a pause is over. Costs nothing while no run waits. */
  wake(): void;
  /** The same, but asks the database: other computers may have left something. */
  lookAround(): void;
  stop(): Promise<void>;
}

/** So many runs are looked after at once. */
const together = 200;
/** Other computers leave a run alone for so long: longer than a look may take. */
const takenMs = 30_000;
/** One that nobody looks after any more ends so long after its time. */
const graceMs = 5 * 60_000;
/** How long after a run was made its row may come, and how often it is looked for. */
const expectedMs = 10_000;
const soonMs = 500;
/** What is due within so long is looked at together: each look of ten thousand runs alone would be a commit of its own. */
const leastMs = 250;
const againMs = 1_000;

const saidOnce = {
  fails: 'looking at the conditions of waiting runs failed; it is tried again until it works',
  isWell: 'looking at the conditions of waiting runs works again',
};

export function createLookWork(deps: LookWorkDeps): LookWork {
  const { core } = deps;
  const { clock, store } = core;
  const trouble = createToldOnce(core.log, saidOnce);
  const inHand = new Map<string, Promise<void>>();
  const loop = createLookLoop(clock, trouble, look);
  const results = createLookResults(deps, trouble, loop.ending);
  let nextAt: number | null = null;
  let isStarted = false;

  async function look(): Promise<void> {
    // The end of the pause wakes it.
    if (deps.isHeld()) return void (nextAt = 0);
    await takeDue();
    nextAt = await store.looks.earliest(core.targets());
    armForNext();
    if (inHand.size === 0) trouble.well();
  }

  function armForNext(): void {
    const isExpected = core.lookBook.isExpected(expectedMs);
    const inMs = nextAt === null ? Infinity : nextAt - clock.now();
    // What is in hand wakes it, too.
    const atLatest = isExpected ? soonMs : nextAt === null ? null : inMs > 0 || inHand.size === 0 ? takenMs : null;
    if (atLatest !== null) loop.arm(Math.min(Math.max(inMs, inHand.size === 0 ? leastMs : soonMs), atLatest));
  }

  async function takeDue(): Promise<void> {
    const now = clock.now();
    const due = await store.looks.take({
      ...{ now, targets: core.targets(), limit: together, takenUntil: now + takenMs, overBefore: now - graceMs },
    });
    const schedules = new Map<string, ReturnType<typeof store.schedules.getEver>>();
    for (const run of due) {
      if (inHand.has(run.id) || inHand.size >= together) continue;
      const schedule = schedules.get(run.scheduleId) ?? store.schedules.getEver(run.scheduleId);
      schedules.set(run.scheduleId, schedule);
      const looked = schedule.then((known) => lookVerdict(deps, run, known)).then((verdict) => keep(run, verdict));
      inHand.set(
        run.id,
        looked.catch(failed).then(() => letGo(run.id)),
      );
    }
  }

  async function keep(run: StoredRun, verdict: Awaited<ReturnType<typeof lookVerdict>>): Promise<void> {
    if (!loop.isStopped()) await results.keep(run.id, verdict);
  }

  async function failed(error: unknown): Promise<void> {
    if (loop.isStopped()) return;
    trouble.failed(error);
    await loop.pause(againMs);
  }

  function letGo(id: string): void {
    inHand.delete(id);
    if (inHand.size === 0 || isDue()) loop.ask();
  }

  const isDue = (): boolean => nextAt !== null && nextAt <= clock.now();
  const ask = (): void => void (isStarted && loop.ask());

  return {
    start() {
      isStarted = true;
      ask();
      return Promise.resolve();
    },
    wake: () => void ((core.lookBook.isExpected(expectedMs) || isDue()) && ask()),
    lookAround: ask,
    async stop() {
      deps.conditions.close();
      await loop.stop();
      await Promise.all(inHand.values());
    },
  };
}
