import type { ScheduleDraft } from '../../../contract/schedule.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';

export interface SystemdContext {
  /** The zone of this computer, in which times without a zone are meant. */
  readonly timezone: string;
  /** Epoch ms: where intervals begin. */
  readonly now: number;
}

/** What starts a service: plans and triggers, and what to know of them; a sentence for each thing that Rota cannot say. */
export interface UnitStarts {
  readonly plans: readonly ScheduleDraft['plan'][];
  readonly triggers: readonly ScheduleTrigger[];
  readonly notes: readonly Translatable[];
  readonly refused: readonly Translatable[];
}
