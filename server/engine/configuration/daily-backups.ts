import type { DailyBackups } from '../../../contract/backups.ts';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { pause } from '../../clock.ts';
import { dailyTimes } from '../../domain/daily-due.ts';
import { backupsFolder } from '../../store/backup/check-backup.ts';
import { keepNewest, removeUnfinished } from '../../store/backup/copy-backup.ts';
import { createDailyCopies } from './daily-copies.ts';
import type { DailyBackupWork, DailyDeps } from './daily-deps.ts';
import { createDailyNotices } from './daily-notices.ts';
import { createDailyPlan, type DailyPlan } from './daily-plan.ts';
import { problemAgain, readDailyState, writeDailyState, type DailyState } from './daily-state.ts';
import { makeCheckedBackup, problemAt } from './make-checked-backup.ts';

const minute = 60_000;
/** After a start there is other work first. */
const firstAfterMs = 2 * minute;
const lookEveryMs = 10 * minute;
const againAfterMs = 60 * minute;
const copyAgainAfterMs = 30 * minute;
const stopPatienceMs = 10_000;

/** Backups that Rota makes by itself: daily, checked by restoring them in a scratch folder, copied to another folder, and told if they fail. */
export function createDailyBackups(deps: DailyDeps): DailyBackupWork {
  const { core, parts } = deps;
  const { store, clock, log } = core;
  const isFleet = store.messages.isShared;
  const stopping = new AbortController();
  const zone = () => core.settings().timezone ?? parts.zones.computerZone();
  const plans = createDailyPlan(deps);
  const looks = createLooks(deps, plans, zone, stopping.signal);
  let cancel = (): void => {};
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const lastDue = (at: string) => dailyTimes(at, clock.now(), zone()).last;

  function again(ms: number): void {
    cancel();
    if (stopping.signal.aborted) return;
    cancel = clock.after(ms, () => {
      void inTurn(looks.look)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) log.error('the daily backup could not be looked at', { error });
        })
        .then(() => again(looks.untilNext()));
    });
  }
  const state = async () => (isFleet ? null : looks.state());

  return {
    state,
    async setDaily(body, caller) {
      if (isFleet) refuseInFleet();
      await plans.set(body, caller);
      // A backup that is being made is not waited for.
      looks.planChanged(lastDue(body.at));
      again(1000);
      return looks.state();
    },
    async makeDaily(caller) {
      if (isFleet) refuseInFleet();
      await inTurn(() => looks.make(lastDue(plans.get().at)));
      deps.audit(caller, 'backup made', backupsFolder(parts.home));
      return looks.state();
    },
    async start() {
      if (isFleet) return;
      await removeUnfinished(backupsFolder(parts.home));
      const known = await readDailyState(store.records, clock.now());
      if (known.last === null && known.problem === null) await writeDailyState(store.records, known);
      again(firstAfterMs);
    },
    async stop() {
      stopping.abort();
      cancel();
      await Promise.race([turn, pause(clock, stopPatienceMs)]);
    },
  };
}

/** What is done at each look, one after the other. */
function createLooks(
  deps: DailyDeps,
  plans: Pick<ReturnType<typeof createDailyPlan>, 'get'>,
  zone: () => string,
  stopping: AbortSignal,
) {
  const { core, parts } = deps;
  const { store, clock, log } = core;
  const notices = createDailyNotices(deps);
  const copies = createDailyCopies(deps, notices, stopping);
  let isMaking = false;
  /** A plan that a person has saved and no look has taken yet: the last due time before it. */
  let newPlanAt: number | null = null;
  const read = () => readDailyState(store.records, clock.now());

  async function look(): Promise<void> {
    if (newPlanAt !== null) await takeNewPlan(newPlanAt);
    const plan = plans.get();
    const state = await read();
    const now = clock.now();
    const { last: due } = dailyTimes(plan.at, now, zone());
    // The clock was set back.
    if (state.doneFor > now) return writeDailyState(store.records, { ...state, doneFor: due });
    if (!plan.enabled) return;
    if (state.doneFor < due && isTimeFor(state.problem, now, againAfterMs)) await make(due);
    else if (isTimeFor(state.copyProblem, now, copyAgainAfterMs)) await copies.copy(plan, state);
  }

  /** One that is switched on begins with the next time of day, unless one failed and is still due; another folder has no faults yet. */
  async function takeNewPlan(due: number): Promise<void> {
    newPlanAt = null;
    const state = await read();
    const doneFor = state.problem === null ? Math.max(state.doneFor, due) : state.doneFor;
    await writeDailyState(store.records, { ...state, doneFor, copyProblem: null });
    await notices.forgetCopy();
  }

  async function make(due: number): Promise<void> {
    const plan = plans.get();
    const before = await read();
    isMaking = true;
    const at = clock.now();
    let state: DailyState;
    try {
      const name = await makeCheckedBackup(deps);
      state = { ...before, doneFor: due, last: { name, at }, problem: null };
      await keepNewest(backupsFolder(parts.home), plan.keep);
      log.info('a backup was made by itself and checked', { name });
    } catch (error) {
      if (stopping.aborted) throw error;
      log.error('the daily backup failed', { error });
      state = { ...before, problem: problemAgain(before.problem, at, problemAt(parts.home, error)) };
    } finally {
      isMaking = false;
    }
    await writeDailyState(store.records, state);
    await notices.made(state, due);
    await copies.copy(plan, state);
  }

  return {
    look,
    make,
    planChanged: (lastDue: number): void => void (newPlanAt = lastDue),
    untilNext(): number {
      const now = clock.now();
      const { next } = dailyTimes(plans.get().at, now, zone());
      return newPlanAt === null ? Math.max(1000, Math.min(lookEveryMs, next - now)) : 1000;
    },
    state: async () =>
      stateOf(await read(), plans.get(), { isMaking, placeIn: copies.placeIn, now: clock.now(), zone: zone() }),
  };
}

function stateOf(
  { last, problem, copied, copyProblem }: DailyState,
  { passphrase: _, ...plan }: DailyPlan,
  {
    isMaking,
    placeIn,
    now,
    zone,
  }: { isMaking: boolean; placeIn: (folder: string) => string; now: number; zone: string },
): DailyBackups {
  const shown = (one: DailyState['problem']) => one && { since: one.since, said: one.said };
  return {
    ...{ plan, isMaking, last },
    nextAt: plan.enabled ? dailyTimes(plan.at, now, zone).next : null,
    problem: shown(problem),
    copy:
      plan.folder === null
        ? null
        : {
            folder: placeIn(plan.folder),
            last: copied?.folder === plan.folder ? { name: copied.name, at: copied.at } : null,
            problem: shown(copyProblem),
          },
  };
}

const isTimeFor = (problem: DailyState['problem'], now: number, afterMs: number): boolean =>
  problem === null || now - problem.at >= afterMs || problem.at > now;

function refuseInFleet(): never {
  throw rotaError(
    'CONFLICT',
    said`What this fleet remembers is in PostgreSQL: back it up there, with pg_dump (docs/fleet.md says how).`,
  );
}
