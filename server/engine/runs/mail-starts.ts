import { rm } from 'node:fs/promises';
import { RotaError } from '../../../contract/errors.ts';
import type { MailTrigger } from '../../../contract/mail-trigger.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { cutTo } from '../../domain/message-text.ts';
import type { NewRun } from '../../store/stored-run.ts';
import type { StoredSchedule, Values } from '../../store/stored-schedule.ts';
import type { TriggerStart } from '../../store/trigger-store.ts';
import { MailGone, type ArrivedMail } from '../../triggers/mail-arrivals.ts';
import { isPutAway } from '../../triggers/mail-done.ts';
import { own } from '../../triggers/own-trouble.ts';
import { mailValues } from './mail-values.ts';
import { ownerAsCaller } from './owner-as-caller.ts';
import { startBasis, type StartDeps } from './start-basis.ts';

const blocked = (message: Translatable | string): Partial<NewRun> => ({
  ended: { outcome: 'blocked', reason: { code: 'values-invalid', params: { message } } },
});

/** Values that a process does not take are the reason of a run that is blocked. Throws everything else. */
export function blockedBy(error: unknown): Partial<NewRun> {
  if (!(error instanceof RotaError) || error.code === 'NO_ROOM' || error.code === 'STORAGE_UNAVAILABLE') throw error;
  const [first] = error.details;
  return blocked(first?.said ?? first?.message ?? error.message);
}

const isOfSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

const mostTries = 3;
/** Of a subject: it stands in one line. */
const mostOfSubject = 120;

interface Making {
  readonly runOf: (schedule: StoredSchedule, startReason: Reason, facts: Partial<NewRun>) => NewRun;
  /** How many runs came of it; null if the schedule is not what it was. */
  readonly store: (
    schedule: StoredSchedule,
    trigger: string,
    starts: readonly TriggerStart[],
  ) => Promise<number | null>;
}

/** The run of a mail, once: whether it made one; null if the schedule is not what it was. */
export function createMailStarts(deps: StartDeps, { runOf, store }: Making) {
  const { core } = deps;
  const { checked } = startBasis(deps);
  /** How often each mail could not be read in vain. */
  const tries = new Map<string, number>();

  async function inputOfMail(
    schedule: StoredSchedule,
    trigger: MailTrigger,
    mail: ArrivedMail,
    runFolder: string,
  ): Promise<Partial<NewRun>> {
    if (Object.keys(trigger.values).length === 0) return {};
    try {
      const process = core.processOf(schedule.process);
      const given = await mailValues(trigger, mail, { process, files: core.files, runFolder });
      const values: Values = { ...core.openValues(schedule.values), ...given };
      return { input: await checked(schedule.process, values, ownerAsCaller(schedule)) };
    } catch (error) {
      if (error instanceof RotaError) return blockedBy(error);
      // Of a mail that can never be read people hear by its run; else it would be tried for ever, and the mails behind it would wait.
      if (!mail.isReachable() || error instanceof MailGone || isOfSystem(error)) throw error;
      const count = (tries.get(mail.key) ?? 0) + 1;
      tries.set(mail.key, count);
      if (count < mostTries) throw error;
      tries.delete(mail.key);
      return blocked(said`the mail cannot be read: look at it in the mailbox`);
    }
  }

  return async function mailArrived(
    schedule: StoredSchedule,
    trigger: MailTrigger,
    mail: ArrivedMail,
  ): Promise<boolean | null> {
    const { key, stamp, at, from, messageId } = mail;
    const subject = cutTo(mail.subject, mostOfSubject);
    const reason: Reason = { code: 'mail-arrived', params: { subject, from: cutTo(from, mostOfSubject), at } };
    const first = runOf(schedule, reason, { trigger: 'mail' });
    const runFolder = core.runFolder({ id: first.id, queuedAt: first.at });
    const withoutFiles = () => rm(runFolder, { recursive: true, force: true });
    const given = await inputOfMail(schedule, trigger, mail, runFolder).catch(async (error: unknown) => {
      await withoutFiles();
      throw error;
    });
    const mark = { key, path: messageId || '-', stamp, at: core.clock.now(), moves: isPutAway(trigger) };
    // After an error the files stay: the run may have been kept all the same.
    const made = await own(store(schedule, trigger.id, [{ mark, run: { ...first, ...given } }]));
    if (made !== 1) await withoutFiles();
    return made === null ? null : made > 0;
  };
}
