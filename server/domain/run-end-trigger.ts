import type { FollowUp } from '../../contract/follow-up.ts';
import type { RunEndTrigger } from '../../contract/run-end-trigger.ts';
import type { ScheduleTrigger } from '../../contract/triggers.ts';

/** What of a run or schedule such a trigger names. */
export interface EndsOf {
  readonly process: string;
  /** null: only what every run of the process starts. */
  readonly schedule: string | null;
}

export const isRunEnd = (trigger: ScheduleTrigger): trigger is RunEndTrigger =>
  trigger.kind === 'run-end' && trigger.enabled;

/** Whether a trigger is started by the ends of these runs. */
export const hears = ({ of }: Pick<RunEndTrigger, 'of'>, { process, schedule }: EndsOf): boolean =>
  of.kind === 'process' ? of.process === process : of.schedule === schedule;

/** A trigger as the follow-up that it is, seen from the other side. */
export const asFollowUp = ({ after, delaySeconds, values }: RunEndTrigger, listener: string): FollowUp => ({
  ...{ after, delaySeconds, values, alsoAfter: [] },
  then: { kind: 'schedule', schedule: listener },
});

/** A schedule that may listen. */
export interface Listener {
  readonly id: string;
  readonly owner: string | null;
  readonly options: { readonly triggers?: readonly ScheduleTrigger[] | undefined };
}

/**
 * What the ends of a run start on a schedule that listens. A program's schedule hears only what belongs to it: what ended may have values of
 * others.
 */
export const heardBy = (
  { id, owner, options }: Listener,
  of: EndsOf & { readonly owner: string | null },
): readonly FollowUp[] =>
  owner?.startsWith('client:') === true && owner !== of.owner
    ? []
    : (options.triggers ?? [])
        .filter((one) => isRunEnd(one) && hears(one, of))
        .map((one) => asFollowUp(one as RunEndTrigger, id));
