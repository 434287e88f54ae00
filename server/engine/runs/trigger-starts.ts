import { createReadStream } from 'node:fs';
import path from 'node:path';
import { isFileParameter, maxBytesOf } from '../../../contract/file-value.ts';
import type { MailTrigger } from '../../../contract/mail-trigger.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { FileTrigger, StartupTrigger } from '../../../contract/triggers.ts';
import type { NewRun } from '../../store/stored-run.ts';
import type { StoredSchedule, Values } from '../../store/stored-schedule.ts';
import type { TriggerStart } from '../../store/trigger-store.ts';
import type { Arrived } from '../../triggers/arrivals.ts';
import type { ArrivedMail } from '../../triggers/mail-arrivals.ts';
import { newRun } from '../shared/engine-context.ts';
import { blockedBy, createMailStarts } from './mail-starts.ts';
import { ownerAsCaller } from './owner-as-caller.ts';
import { startBasis, type StartDeps } from './start-basis.ts';

/** Runs that neither a plan nor a caller asks for. They belong to the owner of their schedule. */
export interface TriggerStarts {
  /** A run for each file that has none yet; false if the schedule is not active in this version any more. */
  arrived(schedule: StoredSchedule, trigger: FileTrigger, files: readonly Arrived[]): Promise<boolean>;
  /** The run of a mail, once: whether it made one; null if the schedule is not active in this version any more. Throws MailGone, OwnTrouble. */
  mailArrived(schedule: StoredSchedule, trigger: MailTrigger, mail: ArrivedMail): Promise<boolean | null>;
  startedUp(schedule: StoredSchedule, trigger: StartupTrigger): Promise<void>;
  /** A logon, an unlocked screen or an idle desktop, known under its key. */
  bySession(schedule: StoredSchedule, trigger: { readonly id: string }, key: string, reason: Reason): Promise<void>;
}

export function createTriggerStarts(deps: StartDeps): TriggerStarts {
  const { core } = deps;
  const { checked } = startBasis(deps);

  function runOf(schedule: StoredSchedule, startReason: Reason, facts: Partial<NewRun>): NewRun {
    const { process, options, worker: named } = schedule;
    return newRun(core, {
      ...{ process, options, named, startReason, starter: null, startedBy: null, dueAt: core.clock.now() },
      trigger: 'file',
      ...facts,
    });
  }

  /** How many runs came of it; null if the schedule is not what it was. */
  async function store(
    schedule: StoredSchedule,
    trigger: string,
    starts: readonly TriggerStart[],
  ): Promise<number | null> {
    const stored = await core.store.triggers.start(schedule, trigger, starts);
    for (const run of stored ?? []) core.announcements.run(run);
    if (stored !== null && stored.length > 0) deps.dispatcher.wake();
    return stored?.length ?? null;
  }

  /** The schedule's values with the file among them; what they cannot be becomes the reason of a run that is blocked. */
  async function inputOf(schedule: StoredSchedule, trigger: FileTrigger, file: Arrived): Promise<Partial<NewRun>> {
    const { valueName } = trigger;
    if (valueName === null) return {};
    try {
      const values: Values = core.openValues(schedule.values);
      const value = await valueOf(schedule.process, valueName, file);
      return { input: await checked(schedule.process, { ...values, [valueName]: value }, ownerAsCaller(schedule)) };
    } catch (error) {
      return blockedBy(error);
    }
  }

  async function valueOf(processName: string, valueName: string, file: Arrived): Promise<unknown> {
    const parameter = core.processOf(processName)?.parameters.properties[valueName];
    if (!isFileParameter(parameter)) return file.path;
    return core.files.receive(createReadStream(file.path), path.basename(file.path), maxBytesOf(parameter));
  }

  return {
    async arrived(schedule, trigger, files) {
      const moves = trigger.doneFolder !== null || trigger.failedFolder !== null;
      const starts: TriggerStart[] = [];
      for (const file of files) {
        const { key, path: whole, stamp, at } = file;
        const reason: Reason = { code: 'file-arrived', params: { file: path.basename(whole), at } };
        const run = runOf(schedule, reason, await inputOf(schedule, trigger, file));
        starts.push({ mark: { key, path: whole, stamp, at, moves }, run });
      }
      return (await store(schedule, trigger.id, starts)) !== null;
    },

    async bySession(schedule, trigger, key, reason) {
      const run = runOf(schedule, reason, { trigger: 'session' });
      await store(schedule, trigger.id, [
        { mark: { key, path: '', stamp: '', at: core.clock.now(), moves: false }, run },
      ]);
    },

    mailArrived: createMailStarts(deps, { runOf, store }),

    async startedUp(schedule, trigger) {
      const at = core.clock.now();
      const run = runOf(schedule, { code: 'rota-started', params: { at } }, { trigger: 'startup' });
      const mark = { key: `start-${run.id}`, path: '', stamp: '', at, moves: false };
      await store(schedule, trigger.id, [{ mark, run }]);
    },
  };
}
