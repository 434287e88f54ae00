import { secretNames } from '../../../contract/process.ts';
import type { Run } from '../../../contract/run.ts';
import { secretPlaceholder, type ScheduleRow } from '../../../contract/schedule.ts';
import { dueToRun } from '../../domain/time/plan-times.ts';
import { outputLine } from '../../domain/values/output-line.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from './engine-context.ts';

/** A run in the form that may leave the server. */
export function publicRun(run: StoredRun, core: Pick<EngineContext, 'progress' | 'reasonOf'>): Run {
  const {
    scheduleSeq: _seq,
    starter: _starter,
    input: _input,
    outputs,
    rank: _rank,
    overlap: _overlap,
    looks: _looks,
    ...shown
  } = run;
  const { progress } = core;
  return {
    ...shown,
    progress: progress.of(run.id),
    reason: core.reasonOf(run),
    outputLine: outputLine(progress.outputsOf(run.id) ?? outputs),
  };
}

/**
 * Values in the form that may leave the server: every secret is a placeholder. A deleted process has no schema, so all its texts are.
 */
export function publicValues(
  core: EngineContext,
  processName: string,
  sealed: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const process = core.processOf(processName);
  const secrets = new Set(process ? secretNames(process.parameters) : Object.keys(sealed));
  return Object.fromEntries(
    Object.entries(sealed).map(([key, value]) => [key, secrets.has(key) ? secretPlaceholder : value]),
  );
}

/** A row of the Scheduler screen in the form that may leave the server, with the progress of its active run. */
export function publicRow(core: EngineContext, row: ScheduleRow): ScheduleRow {
  const { activeRun, process } = row;
  return {
    ...row,
    due: dueToRun(row.plan, row.due),
    values: publicValues(core, row.process, row.values),
    activeRun: activeRun && {
      ...activeRun,
      progress: core.progress.of(activeRun.id),
      reason: core.reasonOf({ ...activeRun, process, scheduleSeq: row.seq, target: core.targetOf(row.worker) }),
    },
  };
}
