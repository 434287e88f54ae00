import type { Warning } from '../../../contract/connector.ts';
import type { ErrorDetail } from '../../../contract/errors.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Plan, ScheduleOptions } from '../../../contract/schedule.ts';
import type { Place } from '../time/plan-times.ts';
import type { StartPlan } from './start-plan.ts';

/** The facts that a start body is read with. Instants in epoch ms. */
export interface StartContext {
  readonly now: number;
  /** The zone of dates and expressions if the body names none. */
  readonly timezone: string;
  /** From the settings; the body can switch it on for itself. */
  readonly isStrict: boolean;
  /** With several workers an unknown worker is an error instead of a warning. */
  readonly isFleet: boolean;
  readonly calendarNames: readonly string[];
  /** Further keys that are allowed but do not belong to the start. */
  readonly furtherKeys?: readonly string[];
  /** Where the calendars of a plan's own times are found; absent: nowhere. */
  placeOf?(plan: Plan): Place;
  /** By exact name, else ignoring case if unique; only what the caller may start. */
  findProcess(name: string): RpaProcess | null;
  closeNames(name: string): readonly string[];
  /** The ID of the worker with this ID, name or alias, or the name of the group; else the sentence that says why not. */
  findWorker(name: string): { readonly target: string } | { readonly problem: string };
}

/** A start as understood, ready to be saved. `worker` null = any. */
export interface UnderstoodStart extends StartPlan {
  readonly process: RpaProcess;
  readonly values: Readonly<Record<string, unknown>>;
  readonly options: ScheduleOptions;
  readonly worker: string | null;
}

export type ReadStart =
  | { readonly ok: true; readonly start: UnderstoodStart; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly errors: readonly [ErrorDetail, ...ErrorDetail[]] };
