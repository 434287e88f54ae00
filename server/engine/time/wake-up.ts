import type { Translatable } from '../../../contract/translatable.ts';
import type { PauseAll } from './pause-all.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { Notices } from '../shared/audit-and-notices.ts';

/** What wakes this computer from sleep. */
export interface WakeAlarm {
  /** Wakes it at that instant (epoch ms) and at no other; null: not at all. Resolves to why it cannot, or null. */
  set(at: number | null): Promise<Translatable | null>;
}

/** So long before a due time: networks are slow to come back, and Windows lets a computer sleep again after two minutes. */
export const wakeLeadMs = 90_000;

/** Other programs set the same alarm, and clocks are set: so often it is set again. */
const againMs = 60_000;

/** Due times change with every start: the schedules are read at most so often. What is due is looked for every three seconds. */
const leastMs = 2_000;

interface WakeUpDeps {
  readonly core: Pick<EngineContext, 'store' | 'clock' | 'log' | 'targets' | 'targetOf' | 'workerId'>;
  readonly notices: Notices;
  /** What people call this computer. */
  readonly workerName: () => string;
  readonly pausedAll: PauseAll['state'];
  readonly alarm: WakeAlarm;
}

/**
 * Keeps the computer's alarm shortly before the earliest due time of all schedules that want it. One notice says that it cannot be woken,
 * however many schedules ask.
 */
export function createWakeUp({ core, notices, workerName, pausedAll, alarm }: WakeUpDeps) {
  const { clock, store } = core;
  /** What was asked last, and when by the monotonic clock; undefined: nothing, and the alarm may be somebody else's. */
  let asked: { readonly at: number; readonly when: number } | undefined;
  let told: boolean | null = null;
  let lookedAt = -Infinity;
  let working: Promise<void> | null = null;
  let isStopped = false;

  /** The earliest instant at which a run is due that wants the computer awake, and how many schedules want it. */
  async function wanted(): Promise<{ due: number; count: number }> {
    const { isPaused, until } = pausedAll();
    const resumesAt = isPaused ? (until ?? Infinity) : 0;
    const targets = core.targets();
    const mine = (await store.schedules.waking()).filter(({ worker }) => targets.includes(core.targetOf(worker) ?? ''));
    return {
      due: Math.max(resumesAt, Math.min(Infinity, ...mine.map(({ at }) => at))),
      count: mine.reduce((sum, one) => sum + one.count, 0),
    };
  }

  async function look(): Promise<void> {
    const { due, count } = await wanted();
    const at = momentBefore(due, clock.now());
    const isSame = (asked?.at ?? null) === at;
    if (isSame && (asked === undefined || clock.monotonic() - asked.when < againMs)) {
      if (told !== false && count === 0) tell(null, 0);
      return;
    }
    asked = at === null ? undefined : { at, when: clock.monotonic() };
    tell(await alarm.set(at), count);
  }

  function tell(problem: Translatable | null, count: number): void {
    // An older Rota may have told something, so the first word is always said.
    const isProblem = problem !== null && count > 0;
    if (told === isProblem) return;
    told = isProblem;
    const id = `wake-${core.workerId()}`;
    const params = { worker: workerName(), problem: problem ?? '' };
    if (isProblem) notices.put({ id, kind: 'wake', at: clock.now(), params, runIds: [] });
    else void takeBack(id).catch((error: unknown) => core.log.warn('a notice could not be taken back', { error }));
  }

  async function takeBack(id: string): Promise<void> {
    if ((await store.records.notice(id)) !== null) await notices.dismiss(id);
  }

  return {
    /** Due times may be others now. */
    look(): void {
      if (isStopped || clock.monotonic() - lookedAt < leastMs) return;
      lookedAt = clock.monotonic();
      working ??= look()
        .catch((error: unknown) => core.log.warn('the computer could not be told when to wake', { error }))
        .finally(() => (working = null));
    },
    /** Without Rota nothing would run: the computer may sleep on. */
    async stop(): Promise<void> {
      isStopped = true;
      await working;
      if (asked !== undefined) await alarm.set(null).catch(() => null);
    },
  };
}

/** When to wake for something due; null if nothing is, or it is due already. */
export function momentBefore(due: number, now: number): number | null {
  if (due === Infinity || due <= now) return null;
  const early = due - wakeLeadMs;
  return early > now ? early : due;
}
