import type { ReportFigures } from '../../contract/report.ts';
import type { Reason } from '../../contract/reasons.ts';

/** Sums over the runs that ended in a span of time, without tests. Instants are epoch ms; `to` is not in it. */
export interface ReportStore {
  /** Null if nothing ended in it. */
  totals(from: number, to: number): Promise<ReportFigures | null>;
  /** `days`: the starts of the days in order, and the end of the last. */
  read(days: readonly number[]): Promise<ReportRows>;
  /** When the oldest run that is kept ended. */
  keptSince(): Promise<number | null>;
}

export interface ReportRows {
  readonly totals: ReportFigures;
  /** Days without runs are left out; `index` counts from 0. */
  readonly days: readonly (Pick<ReportFigures, 'succeeded' | 'failed' | 'absent' | 'robotMs'> & {
    readonly index: number;
    readonly other: number;
  })[];
  readonly processes: readonly (ReportFigures & { readonly process: string })[];
  readonly processTotal: number;
  readonly schedules: readonly (ReportFigures & {
    readonly id: string;
    readonly name: string;
    readonly process: string;
  })[];
  readonly scheduleTotal: number;
  readonly workers: readonly (ReportFigures & { readonly id: string })[];
  readonly starters: readonly (ReportFigures & { readonly name: string; readonly isClient: boolean })[];
  /** How many due runs started how late, the least late first. */
  readonly lateness: readonly { readonly lateMs: number; readonly runs: number }[];
  /** By process and code of the reason; the reason is that of the last such run. */
  readonly failures: readonly { readonly process: string; readonly runs: number; readonly reason: Reason | null }[];
}
