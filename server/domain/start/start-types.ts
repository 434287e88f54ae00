import type { Warning } from '../../../contract/connector.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import type { StartPlan } from './start-plan.ts';

/** What a start body is read against. Instants in epoch ms. */
export interface StartContext {
  readonly now: number;
  /** The zone of dates and expressions where the body names none. */
  readonly timezone: string;
  /** From the settings; the body can switch it on for itself. */
  readonly isStrict: boolean;
  /** Several workers: a worker nobody knows is an error then, not a warning. */
  readonly isFleet: boolean;
  readonly calendarNames: readonly string[];
  /** Keys that are not of the start but allowed beside it. */
  readonly furtherKeys?: readonly string[];
  /** By exact name, else ignoring case if unique; only what the caller may start. */
  findProcess(name: string): RpaProcess | null;
  closeNames(name: string): readonly string[];
  /** The id of the worker with this id, name or alias. */
  findWorker(name: string): string | null;
}

/** A start as it was understood, ready to be saved. `worker` null = any. */
export interface UnderstoodStart extends StartPlan {
  readonly process: RpaProcess;
  readonly values: Readonly<Record<string, unknown>>;
  readonly options: ScheduleOptions;
  readonly worker: string | null;
}

export type ReadStart =
  | { readonly ok: true; readonly start: UnderstoodStart; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly errors: readonly [ErrorDetail, ...ErrorDetail[]] };
