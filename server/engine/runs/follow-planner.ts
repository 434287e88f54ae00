import { RotaError } from '../../../contract/errors.ts';
import { deepestChain, type FollowUp, type Follows } from '../../../contract/follow-up.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { dayStart, formatWall, instantToWall } from '../../../contract/quartz/index.ts';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import { reasonIn } from '../../../contract/words/reason-in.ts';
import { defaultOptions } from '../../../contract/schedule.ts';
import { followsAfter } from '../../domain/follow-up-rules.ts';
import { heardBy } from '../../domain/run-end-trigger.ts';
import { valuesToFollow } from '../../domain/follow-up-values.ts';
import { personOwner, type Owner } from '../../domain/owner.ts';
import { FileContent } from '../../domain/values/file-values.ts';
import { readValues } from '../../domain/values/values.ts';
import { nameOfTarget, type Ended, type FollowPlanner, type NewFollower } from '../../store/followers.ts';
import type { NewRun, StoredRun } from '../../store/stored-run.ts';
import type { NewSchedule, StoredSchedule, Values } from '../../store/stored-schedule.ts';
import { newRun, type EngineContext, type RunEnded } from '../shared/engine-context.ts';
import { sentenceOf } from './start-check.ts';

interface Signals {
  readonly dispatch: () => void;
  readonly wakeScheduler: () => void;
  readonly ended: RunEnded;
}

/** Answers what follows a run; see `FollowPlanner`. */
export function createFollowPlanner(core: EngineContext, signals: Signals): FollowPlanner {
  return {
    wanted: (run, ofSchedule) =>
      run.trigger === 'test'
        ? []
        : [...(core.processOf(run.process)?.then ?? []), ...ofSchedule].filter(({ after }) => followsAfter(after, run)),

    heard: (run, owner, listener) =>
      run.trigger === 'test'
        ? []
        : heardBy(listener, { process: run.process, schedule: run.scheduleId, owner }).filter(({ after }) =>
            followsAfter(after, run),
          ),

    dayOf({ plan: { timezone } }, at) {
      const from = dayStart(timezone, at, 0);
      return { day: formatWall(instantToWall(timezone, from)).slice(0, 10), from };
    },

    make: (ended, wanted, target, also, isHeard) =>
      wanted.then.kind === 'process'
        ? processFollower(core, ended, wanted, followsOf(ended, wanted, also))
        : scheduleFollower(
            core,
            isHeard ? writtenBy(target, ended) : ended,
            wanted,
            followsOf(ended, wanted, also),
            target,
          ),

    queued(runs) {
      for (const run of runs) {
        core.announcements.run(run);
        if (run.status === 'ended') signals.ended(run);
      }
      signals.dispatch();
      if (runs.some(({ status }) => status === 'retrying')) signals.wakeScheduler();
    },
  };
}

const followsOf = ({ run }: Ended, { after }: FollowUp, also: readonly StoredRun[]): Follows => ({
  run: run.id,
  after,
  also: also.map(({ id }) => id),
  depth: (run.follows?.depth ?? 0) + 1,
});

/** Who wrote a follow-up answers for what it refers to. */
const writtenBy = (target: StoredSchedule | null, ended: Ended): Ended => ({
  ...ended,
  schedule: { ...ended.schedule, owner: target?.owner ?? null },
});

const deepEnd: NewRun['ended'] = {
  outcome: 'blocked',
  reason: { code: 'chain-too-long', params: { count: deepestChain } },
};

/** What every follower has, whatever it is of. */
function runOf(
  core: EngineContext,
  { run, schedule }: Ended,
  { delaySeconds }: FollowUp,
  facts: Pick<NewRun, 'process' | 'ended' | 'input'> & {
    readonly follows: Follows;
    readonly of: Pick<StoredSchedule, 'options' | 'worker'>;
  },
): NewRun {
  const { process, ended, input, follows, of } = facts;
  const at = run.endedAt ?? run.queuedAt;
  const dueAt = at + Math.round(delaySeconds * 1000);
  const isOver = ended ?? (follows.depth > deepestChain ? deepEnd : null);
  return newRun(core, {
    ...{ process, trigger: 'follow-up', input, dueAt, at, follows },
    ...{ starter: schedule.owner as Owner | null, startedBy: null },
    options: of.options,
    named: of.worker,
    ended: isOver,
    ...(delaySeconds > 0 && isOver === null ? { waitsUntil: dueAt } : {}),
  });
}

/** A schedule of its own, as calls have one, is the record of a process that follows. */
function processFollower(core: EngineContext, ended: Ended, wanted: FollowUp, follows: Follows): NewFollower {
  const { schedule, run } = ended;
  const name = nameOfTarget(wanted);
  const process = core.processOf(name);
  const read = process === null ? blockedBy('process-gone', { process: name }) : valuesOf(core, ended, wanted, process);
  const record: NewSchedule = {
    id: core.newId(),
    name: nameAfter(schedule, process?.title ?? name),
    process: name,
    worker: wanted.then.kind === 'process' ? wanted.then.worker : null,
    state: 'ended',
    plan: { kind: 'now', timezone: schedule.plan.timezone },
    options: defaultOptions,
    values: read.values,
    due: null,
    cursor: null,
    reason: null,
    owner: (schedule.owner as Owner | null) ?? personOwner('unknown'),
    createdBy: schedule.createdBy,
    at: run.endedAt ?? run.queuedAt,
    isFavourite: false,
    isListed: false,
  };
  return {
    schedule: record,
    run: runOf(core, ended, wanted, { process: name, ended: read.ended, input: null, follows, of: record }),
  };
}

const arrow = ' → ';
const longestName = 200;

/** `Load invoices → Report`; of a longer chain only the last two. */
const nameAfter = ({ name }: StoredSchedule, next: string): string =>
  `${name.split(arrow).at(-1)}${arrow}${next}`.slice(0, longestName);

function scheduleFollower(
  core: EngineContext,
  ended: Ended,
  wanted: FollowUp,
  follows: Follows,
  target: StoredSchedule | null,
): NewFollower {
  if (target === null || target.deletedAt !== null) {
    // There is no schedule to keep it with but the one that named it.
    const { ended: over } = blockedBy('follow-up-gone', { name: target?.name ?? nameOfTarget(wanted) });
    const { process } = ended.run;
    return {
      schedule: ended.schedule.seq,
      run: runOf(core, ended, wanted, { process, ended: over, input: null, follows, of: ended.schedule }),
    };
  }
  const process = core.processOf(target.process);
  const read =
    process === null
      ? blockedBy('process-gone', { process: target.process })
      : target.state === 'paused'
        ? { values: {}, ended: { outcome: 'skipped', reason: { code: 'paused', params: {} } } as const }
        : Object.keys(wanted.values).length === 0
          ? { values: null, ended: null }
          : valuesOf(core, ended, wanted, process, target);
  const input = read.ended === null ? read.values : null;
  return {
    schedule: target.seq,
    run: runOf(core, ended, wanted, { process: target.process, ended: read.ended, input, follows, of: target }),
  };
}

interface Read {
  /** With encrypted secrets. */
  readonly values: Values;
  readonly ended: NewRun['ended'];
}

type Blocked = NonNullable<NewRun['ended']>['reason'];

const blockedBy = (code: Blocked['code'], params: Blocked['params']): Read => ({
  values: {},
  ended: { outcome: 'blocked', reason: { code, params } },
});

/** The values of a follower, filled in and checked; blocked with a sentence if they do not fit. */
function valuesOf(
  core: EngineContext,
  ended: Ended,
  { values: templates }: FollowUp,
  process: RpaProcess,
  target?: StoredSchedule,
): Read {
  try {
    const { run, schedule } = ended;
    const facts = { outputs: run.outputs, values: core.openValues(ended.values), run: factsOf(run) };
    const { values: filled, inherited } = valuesToFollow(templates, facts);
    const own = target === undefined ? {} : core.openValues(target.values);
    const read = readValues(process.parameters, { ...own, ...filled }, { isStrict: false, takesKept: true });
    const owner = schedule.owner as Owner | null;
    // What the values of the run refer to must be allowed to whoever gave them, too.
    const given = Object.fromEntries(Object.entries(read.values).filter(([name]) => inherited.includes(name)));
    const giver = run.input === null ? owner : run.starter;
    const errors = [
      ...read.errors,
      ...core.vault.valueFaults({ process, owner }, read.values),
      ...core.vault.valueFaults({ process, owner: giver }, given),
    ];
    const [first, ...further] = errors;
    if (first) throw new RotaError([first, ...further]);
    if (Object.values(read.values).some((value) => value instanceof FileContent))
      throw new TranslatableError(
        said`a file cannot come from a text: give a file of the run before as {{values.NAME}}`,
      );
    return { values: core.sealValues(process, read.values), ended: null };
  } catch (error) {
    return blockedBy('values-invalid', { message: sentenceOf(error) });
  }
}

function factsOf(run: StoredRun): Record<string, unknown> {
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  const { id, outcome, process, scheduleName, startedAt, endedAt, reason } = run;
  const code = reason?.params['exitCode'];
  return {
    ...{ id, outcome, process, schedule: scheduleName },
    startedAt: iso(startedAt),
    endedAt: iso(endedAt),
    exitCode: typeof code === 'number' ? code : reason?.code === 'done' ? 0 : null,
    message: reason === null ? '' : reasonIn('en', reason),
  };
}
