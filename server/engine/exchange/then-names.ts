import type { Condition } from '../../../contract/conditions.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import type { ScheduleDraft } from '../../../contract/schedule.ts';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import { RotaError } from '../../../contract/errors.ts';
import type { Caller } from '../../people/caller.ts';
import type { ExchangeDeps } from './exchange-rows.ts';
import { refused, type Answered } from './import-step.ts';

// What follows a schedule, and what it waits for, names others by their IDs, which mean nothing in another Rota: in a document they stand by their names.

/** A draft as a document has it. A schedule that is gone keeps its ID. */
export async function withNames<D extends ScheduleDraft>(
  draft: D,
  { schedules }: Pick<ExchangeDeps, 'schedules'>,
): Promise<D> {
  const { then, triggers, conditions } = draft.options;
  if (then === undefined && triggers === undefined && conditions === undefined) return draft;
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
  const list: Condition[] = [];
  for (const one of conditions?.list ?? [])
    list.push(one.kind === 'schedule' ? { ...one, schedule: await nameOf(one.schedule) } : one);
  return {
    ...draft,
    options: {
      ...draft.options,
      ...(then && { then: named }),
      ...(triggers && { triggers: heard }),
      ...(conditions && { conditions: { ...conditions, list } }),
    },
  };
}

/** Whether it waits for other schedules. */
export const waitsForOthers = ({ options }: Pick<ScheduleDraft, 'options'>): boolean =>
  options.conditions?.list.some(({ kind }) => kind === 'schedule') ?? false;

/** Whether a draft names other schedules, which an import may only bring after it. */
export const namesOthers = (draft: ScheduleDraft): boolean =>
  draft.options.then !== undefined || waitsForOthers(draft) || (draft.options.triggers ?? []).some(isOfSchedule);

const isOfSchedule = (trigger: ScheduleTrigger): boolean =>
  trigger.kind === 'run-end' && trigger.of.kind === 'schedule';

/** Without what names other schedules. */
export function withoutOthers(draft: ScheduleDraft): ScheduleDraft {
  const { then: _then, triggers, conditions, ...options } = draft.options;
  return {
    ...draft,
    options: {
      ...options,
      ...(triggers && { triggers: triggers.filter((one) => !isOfSchedule(one)) }),
      ...(conditions && !waitsForOthers(draft) && { conditions }),
    },
  };
}

/** What follows imported schedules, and what they wait for, written once all of them are there. */
export interface ThenLater {
  /** `resumes`: it was paused so that it does not run without what it waits for. */
  add(id: string, draft: ScheduleDraft, resumes: boolean): void;
  /** Resolves to those that were refused; their schedules are there without it. */
  write(caller: Caller): Promise<Answered[]>;
}

export function createThenLater({ schedules }: Pick<ExchangeDeps, 'schedules'>): ThenLater {
  const waiting: { readonly id: string; readonly draft: ScheduleDraft; readonly resumes: boolean }[] = [];
  return {
    add: (id, draft, resumes) => void waiting.push({ id, draft, resumes }),
    async write(caller) {
      const refusals: Answered[] = [];
      for (const { id, draft, resumes } of waiting.splice(0)) {
        try {
          const { version } = await schedules.row(id);
          await schedules.replace(id, version, draft, caller);
          if (resumes) await schedules.resume(id, caller);
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
