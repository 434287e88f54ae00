import type { IdleTrigger, SessionTrigger } from '../../contract/triggers.ts';
import type { StoredSchedule } from '../store/stored-schedule.ts';

/** A trigger of the session that is switched on, of a schedule that is active. */
export interface Watched {
  readonly schedule: StoredSchedule;
  readonly trigger: SessionTrigger | IdleTrigger;
}
