import type { z } from 'zod';
import type * as page from '../../../contract/console.ts';
import type { Notice } from '../../../contract/events.ts';
import type * as figures from '../../../contract/overview.ts';
import type { FleetWorker } from '../../../contract/worker.ts';
import type { Caller } from '../../people/caller.ts';
import type { Engine } from '../../engine/engine.ts';
import { isRunSeen, sees } from './sees.ts';

// Lists as a person sees them who is limited to some processes.

/** Pages are read until enough is found: what is not seen takes no place. */
export async function limitedSchedules(
  engine: Engine,
  caller: Caller,
  query: z.output<typeof page.schedulesQuery>,
): Promise<page.SchedulesAnswer> {
  const rows: page.SchedulesAnswer['rows'] = [];
  const known = await engine.catalogue.rows();
  const total = known.reduce((sum, { process, schedules }) => sum + (sees(caller, process.name) ? schedules : 0), 0);
  for (let { before } = query; ;) {
    const found = await engine.schedules.list({ ...query, before });
    for (const [index, row] of found.rows.entries()) {
      if (!sees(caller, row.process)) continue;
      rows.push(row);
      const isLast = index === found.rows.length - 1 && found.next === null;
      if (rows.length === query.limit) return { rows, total, next: isLast ? null : row.seq };
    }
    if (found.next === null) return { rows, total, next: null };
    before = found.next;
  }
}

export async function limitedRuns(
  engine: Engine,
  caller: Caller,
  query: z.output<typeof page.runsQuery>,
): Promise<page.RunsAnswer> {
  const runs: page.RunsAnswer['runs'] = [];
  for (let { before } = query; ;) {
    const found = await engine.runs.list({ ...query, ...(before === undefined ? {} : { before }) });
    for (const [index, run] of found.runs.entries()) {
      if (!sees(caller, run.process)) continue;
      runs.push(run);
      const isLast = index === found.runs.length - 1 && found.next === null;
      if (runs.length === query.limit) return { runs, next: isLast ? null : run.seq };
    }
    if (found.next === null) return { runs, next: null };
    before = found.next;
  }
}

export function limitedTimeline(caller: Caller, { lanes, isMerged }: figures.TimelineAnswer): figures.TimelineAnswer {
  return { lanes: lanes.filter(({ process }) => sees(caller, process)), isMerged };
}

export async function limitedAttention(engine: Engine, caller: Caller): Promise<figures.AttentionAnswer> {
  const { items, ...rest } = await engine.attention.list();
  return { ...rest, items: items.filter(({ process }) => sees(caller, process)) };
}

/** What a worker does for others is not told. */
export const limitedWorker = (caller: Caller, worker: FleetWorker): FleetWorker => ({
  ...worker,
  running: worker.running.filter(({ process }) => sees(caller, process)),
  cannotRun: worker.cannotRun.filter((process) => sees(caller, process)),
});

/** About the computer, and of no process. */
const ofComputer: ReadonlySet<Notice['kind']> = new Set(['storage', 'restored', 'clock-set-back', 'zones']);

/** Whether somebody sees a notice who is limited: one about the computer, or about runs that are all seen. */
export async function isNoticeSeen(engine: Engine, caller: Caller, { kind, runIds }: Notice): Promise<boolean> {
  if (ofComputer.has(kind)) return true;
  for (const id of runIds) if (!(await isRunSeen(engine, caller, id))) return false;
  return runIds.length > 0;
}
