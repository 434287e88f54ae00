import type { FollowUp } from '../../../contract/follow-up.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import type { ScheduleDraft } from '../../../contract/schedule.ts';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import { RotaError } from '../../../contract/errors.ts';
import type { Caller } from '../../people/caller.ts';
import type { ExchangeDeps } from './exchange-rows.ts';
import { refused, type Answered } from './import-step.ts';

// What follows a schedule names others by their IDs, which mean nothing in another Rota: in a document they stand by their names.

/** A draft as a document has it. A schedule that is gone keeps its ID. */
export async function withNames<D extends ScheduleDraft>(
  draft: D,
  { schedules }: Pick<ExchangeDeps, 'schedules'>,
): Promise<D> {
  const { then, triggers } = draft.options;
  if (then === undefined && triggers === undefined) return draft;
  const nameOf = (id: string): Promise<string> =>
    schedules.row(id).then(
      ({ name }) => name,
      () => id,
    );
  const named: FollowUp[] = [];
  for (const one of then ?? [])
    named.push({
      ...one,
      then: one.then.kind === 'schedule' ? { ...one.then, schedule: await nameOf(one.then.schedule) } : one.then,
      alsoAfter: await Promise.all(one.alsoAfter.map(nameOf)),
    });
  const heard: ScheduleTrigger[] = [];
  for (const one of triggers ?? [])
    heard.push(
      one.kind === 'run-end' && one.of.kind === 'schedule'
        ? { ...one, of: { kind: 'schedule', schedule: await nameOf(one.of.schedule) } }
        : one,
    );
  return {
    ...draft,
    options: { ...draft.options, ...(then && { then: named }), ...(triggers && { triggers: heard }) },
  };
}

/** Whether a draft names other schedules, which an import may only bring after it. */
export const namesOthers = ({ options: { then, triggers } }: ScheduleDraft): boolean =>
  then !== undefined || (triggers ?? []).some(isOfSchedule);

const isOfSchedule = (trigger: ScheduleTrigger): boolean =>
  trigger.kind === 'run-end' && trigger.of.kind === 'schedule';

export function withoutThen(draft: ScheduleDraft): ScheduleDraft {
  const { then: _then, triggers, ...options } = draft.options;
  const rest = triggers && { triggers: triggers.filter((one) => !isOfSchedule(one)) };
  return { ...draft, options: { ...options, ...rest } };
}

/** What follows imported schedules, written once all of them are there. */
export interface ThenLater {
  add(id: string, draft: ScheduleDraft): void;
  /** Resolves to those that were refused; their schedules are there without it. */
  write(caller: Caller): Promise<Answered[]>;
}

export function createThenLater({ schedules }: Pick<ExchangeDeps, 'schedules'>): ThenLater {
  const waiting: { readonly id: string; readonly draft: ScheduleDraft }[] = [];
  return {
    add: (id, draft) => void waiting.push({ id, draft }),
    async write(caller) {
      const refusals: Answered[] = [];
      for (const { id, draft } of waiting.splice(0)) {
        try {
          const { version } = await schedules.row(id);
          await schedules.replace(id, version, draft, caller);
        } catch (error) {
          if (!(error instanceof RotaError)) throw error;
          const { apply: _apply, ...answer } = refused(
            'schedule',
            draft.name || draft.process,
            noteOfDetails(error.details),
          );
          refusals.push(answer);
        }
      }
      return refusals;
    },
  };
}
