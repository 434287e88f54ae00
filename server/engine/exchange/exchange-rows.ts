import type { Announcement } from '../../../contract/events.ts';
import type { ScheduleDraft, ScheduleRow } from '../../../contract/schedule.ts';
import type { DraftContext } from '../../domain/schedule-draft.ts';
import type { Audit } from '../../people/audit.ts';
import type { Calendars } from '../time/calendars/calendars.ts';
import type { Catalogue } from '../configuration/catalogue.ts';
import type { Channels } from '../configuration/channels.ts';
import type { Clock } from '../../clock.ts';
import type { MessageVerbs } from '../../messages/message-verbs.ts';
import type { ScheduleVerbs } from '../engine.ts';
import { othersTurn } from '../shared/slices.ts';
import type { Schedules } from '../schedules.ts';
import type { VaultAccess } from '../shared/vault-access.ts';
import type { FileTexts } from './file-text.ts';
import type { ScheduleName } from './present-rows.ts';
import type { ProcessThenDeps } from './process-then.ts';

export interface ExchangeDeps extends Pick<ProcessThenDeps, 'followUps'> {
  readonly catalogue: Catalogue;
  readonly calendars: Calendars;
  readonly channels: Pick<Channels, 'exported' | 'readImported' | 'takeImported'>;
  readonly messages: Pick<MessageVerbs, 'rules' | 'takeRule'>;
  readonly vault: Pick<VaultAccess, 'definitionFaults' | 'valueFaults' | 'textFaults'>;
  readonly schedules: Pick<Schedules, 'list' | 'row' | 'add' | 'replace' | 'pause' | 'resume'>;
  readonly names: (after: number, limit: number) => Promise<readonly ScheduleName[]>;
  readonly announce: (announcement: Announcement) => void;
  readonly wakeScheduler: () => void;
  readonly clock: Pick<Clock, 'now'>;
  readonly audit: Audit;
  /** A stored worker by its name, as it is exported: IDs mean nothing elsewhere. null = any. */
  readonly workerName: (stored: string | null) => string | null;
  readonly findWorker: DraftContext['findWorker'];
  readonly texts: FileTexts;
  /** The zone of times in crontabs and Windows tasks. */
  readonly timezone: () => string;
}

/** Every row of the Scheduler screen, page by page. */
export async function* allSchedules(schedules: Pick<ScheduleVerbs, 'list'>): AsyncGenerator<readonly ScheduleRow[]> {
  for (let before: number | undefined; ; await othersTurn()) {
    const page = await schedules.list({
      filter: 'all',
      q: '',
      limit: 250,
      ...(before === undefined ? {} : { before }),
    });
    yield page.rows;
    if (page.next === null) return;
    before = page.next;
  }
}

/** The draft that would create the schedule again; null for those that only record a call, and for ended ones. */
export function draftOf(row: ScheduleRow, deps: Pick<ExchangeDeps, 'workerName'>): ScheduleDraft | null {
  const { plan, name, process, options, values, isFavourite } = row;
  if (row.state === 'ended' || plan.kind === 'now' || plan.kind === 'never') return null;
  const worker = deps.workerName(row.worker);
  const given = plan.kind === 'cron' ? { ...plan, clockChange: plan.clockChange ?? 'as-quartz' } : plan;
  return { name, process, worker, plan: given, options, values, runImmediately: false, isFavourite };
}
