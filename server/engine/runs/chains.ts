import { rotaError } from '../../../contract/errors.ts';
import type { ChainAnswer, ChainNext, ChainRun } from '../../../contract/console.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import { said } from '../../../contract/translatable.ts';
import { heardBy } from '../../domain/run-end-trigger.ts';
import { mostOfChain, nameOfTarget } from '../../store/followers.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** The chain that a run belongs to, with what may still follow and the runs of other chains that were waited for. */
export async function chainOf(core: EngineContext, id: string): Promise<ChainAnswer> {
  const found = await core.store.runs.chain(id);
  if (found.length === 0)
    throw rotaError('NOT_FOUND', said`There is no run "${id}". It may have been removed by retention.`);
  const runs = found.slice(0, mostOfChain);
  const others = [...new Set(runs.flatMap(({ follows }) => follows?.also ?? []))];
  const next: ChainNext[] = [];
  for (const run of runs) if (run.status !== 'ended') next.push(...(await nextOf(core, run)));
  return {
    runs: runs.map((run) => linkOf(core, run)),
    next,
    others: others.length === 0 ? [] : (await core.store.runs.some(others)).map((run) => linkOf(core, run)),
    isCut: found.length > mostOfChain,
  };
}

/** What stands on the process of a run, then what stands on its schedule, then on the schedules that listen. */
export async function followUpsOf(core: EngineContext, run: StoredRun): Promise<readonly FollowUp[]> {
  if (run.endsChain || run.trigger === 'test') return [];
  const schedule = await core.store.schedules.getEver(run.scheduleId);
  const ofSchedule = schedule === null || schedule === 'purged' ? [] : (schedule.options.then ?? []);
  const owner = schedule === null || schedule === 'purged' ? null : schedule.owner;
  const heard = (await core.store.triggers.listeners()).flatMap((one) =>
    heardBy(one, { process: run.process, schedule: run.scheduleId, owner }),
  );
  return [...(core.processOf(run.process)?.then ?? []), ...ofSchedule, ...heard];
}

async function nextOf(core: EngineContext, run: StoredRun): Promise<ChainNext[]> {
  const nameOf = async (id: string): Promise<string> => (await core.store.schedules.get(id))?.name ?? id;
  const next: ChainNext[] = [];
  for (const one of await followUpsOf(core, run)) {
    const { after, then, delaySeconds } = one;
    const name = then.kind === 'process' ? then.process : await nameOf(nameOfTarget(one));
    const alsoAfter = await Promise.all(one.alsoAfter.map(nameOf));
    next.push({ run: run.id, after, kind: then.kind, name, delaySeconds, alsoAfter });
  }
  return next;
}

function linkOf(core: EngineContext, run: StoredRun): ChainRun {
  const { id, seq, scheduleId, scheduleName, process, trigger, status, outcome, hasWarning } = run;
  const { queuedAt, dueAt, startedAt, endedAt, retryAt, follows, endsChain } = run;
  return {
    ...{ id, seq, scheduleId, scheduleName, process, trigger, status, outcome, hasWarning },
    reason: core.reasonOf(run),
    ...{ queuedAt, dueAt, startedAt, endedAt, retryAt },
    ...(follows && { follows }),
    ...(endsChain && { endsChain }),
  };
}
