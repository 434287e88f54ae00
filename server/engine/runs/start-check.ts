import { RotaError, type ErrorDetail } from '../../../contract/errors.ts';
import { isFileValue } from '../../../contract/file-value.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { inARow, said, TranslatableError, whatItSays, type Translatable } from '../../../contract/translatable.ts';
import { readValues } from '../../domain/values/values.ts';
import type { Owner } from '../../domain/owner.ts';
import { attemptFiles } from '../../runner/attempt/attempt-files.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule, Values } from '../../store/stored-schedule.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { VaultGiven } from '../shared/vault-access.ts';

/** What a run is started with. */
export interface MayStart {
  readonly schedule: Pick<StoredSchedule, 'options'>;
  readonly process: RpaProcess;
  /** With secrets decrypted. */
  readonly values: Values;
  /** Whose the values are, for the vault. */
  readonly owner: Owner | null;
  /** What the vault gives to this attempt; absent until it is about to start, and if nothing is asked of it. */
  readonly vault?: VaultGiven;
}

/** Whether a queued run whose turn has come can start, or never will. */
export type StartCheck = MayStart | { readonly outcome: 'blocked' | 'expired'; readonly reason: Reason };

/** Checks again at the start, because processes are edited and deleted, and limits pass. */
export async function checkStart(core: EngineContext, run: StoredRun): Promise<StartCheck> {
  const blocked = (code: Reason['code'], params: Reason['params'] = {}) =>
    ({ outcome: 'blocked', reason: { code, params } }) as const;
  const schedule = await core.store.schedules.getEver(run.scheduleId);
  const process = core.processOf(run.process);
  if (schedule === null || schedule === 'purged') return blocked('deleted');
  if (process === null) return blocked('process-gone', { process: run.process });
  if (!process.enabled) return blocked('process-disabled', { process: run.process });
  const limit = schedule.options.notLaterThanSeconds;
  const lateMs = core.clock.now() - run.dueAt;
  if (run.trigger === 'schedule' && run.attempt === 0 && limit !== null && lateMs > limit * 1000)
    return { outcome: 'expired', reason: { code: 'too-late', params: { seconds: limit } } };
  try {
    const sealed = (await core.store.runs.inputOf(run)) ?? schedule.values;
    const values = valuesToGive(core, process, sealed);
    const placed = await core.files.place(process, values, core.runFolder(run), run.attempt + 1);
    return {
      schedule,
      process,
      values: placed,
      owner: run.input === null ? (schedule.owner as Owner | null) : run.starter,
    };
  } catch (error) {
    // A fault of the disk is not this run's: it stays queued, and the queue is checked again.
    if (isOfDisk(error)) throw error;
    return blocked('values-invalid', { message: sentenceOf(error) });
  }
}

/** A fault of the disk, or a lack of descriptors or threads. */
const isOfDisk = (error: unknown): boolean =>
  error instanceof RotaError
    ? ['STORAGE_UNAVAILABLE', 'NO_ROOM', 'OUT_OF_MEANS'].includes(error.code)
    : hasSystemCode(error);

const hasSystemCode = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** The values as programs get them, without files. Throws if they no longer fit the schema. */
const valuesToGive = (core: EngineContext, process: RpaProcess, sealed: Values): Values =>
  fittingValues(process, core.openValues(sealed));

/** The input of a run that can start at once; null if that is not certain, so that the queue decides and gives the reason. */
export function startsAsItIs(
  core: EngineContext,
  process: RpaProcess,
  schedule: Pick<StoredSchedule, 'options' | 'values'>,
): MayStart | null {
  // Its conditions are looked at first.
  if (schedule.options.conditions !== undefined) return null;
  try {
    const values = valuesToGive(core, process, schedule.values);
    if (core.vault.isAsked(process, values)) return null;
    // Files are copied into the folder of the run, which does not exist yet.
    return Object.values(values).some(isFileValue) ? null : { schedule, process, values, owner: null };
  } catch {
    return null;
  }
}

/** Fills in what comes from the vault, at the last moment: a one-time code lives for half a minute. */
export function withVault(core: EngineContext, run: StoredRun, fit: MayStart): StartCheck {
  if (!core.vault.isAsked(fit.process, fit.values)) return fit;
  const folder = attemptFiles(core.runFolder(run), run.attempt + 1).secrets;
  try {
    const vault = core.vault.give({ process: fit.process, owner: fit.owner }, fit.values, folder);
    return { ...fit, process: vault.process, values: vault.values, vault };
  } catch (error) {
    if (isOfDisk(error)) throw error;
    return { outcome: 'blocked', reason: { code: 'vault-refused', params: { message: sentenceOf(error) } } };
  }
}

function fittingValues(process: RpaProcess, stored: Values): Values {
  const { properties, required } = process.parameters;
  if (Object.keys(properties).length === 0 && !required?.length) return stored;
  const { values, errors } = readValues(process.parameters, stored, { isStrict: false, takesKept: true });
  if (errors.length > 0) throw new TranslatableError(sentencesOf(errors));
  return { ...stored, ...values };
}

export const sentenceOf = (error: unknown): Translatable | string =>
  error instanceof RotaError ? sentencesOf(error.details) : whatItSays(error);

/** Each sentence with the name of its value. */
const sentencesOf = (details: readonly ErrorDetail[]): Translatable =>
  inARow(
    details.map(({ field, message, said: sentence }) => {
      if (!sentence) return message;
      if (field === null) return sentence;
      return field === 'values'
        ? said`values: ${sentence}`
        : said`values.${field.replace(/^values\./, '')}: ${sentence}`;
    }),
    '; ',
  );
