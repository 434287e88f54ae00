import type { ScheduleDraft, ScheduleRow } from '../../../contract/schedule.ts';
import type { Audit } from '../audited.ts';
import type { Calendars } from '../configuration/calendars.ts';
import type { Catalogue } from '../configuration/catalogue.ts';
import type { Clock } from '../clock.ts';
import type { ScheduleVerbs } from '../engine.ts';
import { othersTurn } from '../slices.ts';
import type { FileTexts } from './file-text.ts';

export interface ExchangeDeps {
  readonly catalogue: Catalogue;
  readonly calendars: Calendars;
  readonly schedules: Pick<ScheduleVerbs, 'list' | 'create' | 'replace' | 'pause'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly audit: Audit;
  /** This worker's id: it means nothing on another computer. */
  readonly workerId: () => string;
  readonly texts: FileTexts;
  /** The zone that crontabs and Windows tasks mean. */
  readonly timezone: () => string;
}

/** Every row of the Scheduler screen. */
export async function allSchedules(schedules: Pick<ScheduleVerbs, 'list'>): Promise<readonly ScheduleRow[]> {
  const rows: ScheduleRow[] = [];
  for (let before: number | undefined; ;) {
    const page = await schedules.list({
      filter: 'all',
      q: '',
      limit: 500,
      ...(before === undefined ? {} : { before }),
    });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    before = page.next;
    await othersTurn();
  }
}

/** A schedule as it would be created anew; null for those that only record a call, and for those that have ended. */
export function draftOf(row: ScheduleRow, deps: { workerId: () => string }): ScheduleDraft | null {
  const { plan, name, process, options, values, isFavourite } = row;
  if (row.state === 'ended' || plan.kind === 'now' || plan.kind === 'never') return null;
  const worker = row.worker === deps.workerId() ? null : row.worker;
  const given = plan.kind === 'cron' ? { ...plan, clockChange: plan.clockChange ?? 'as-quartz' } : plan;
  return { name, process, worker, plan: given, options, values, runImmediately: false, isFavourite };
}
