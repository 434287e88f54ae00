import type { Language } from '../contract/language.ts';
import type { Outcome, Run } from '../contract/run.ts';
import type { WorkerStatus } from '../contract/worker.ts';

/** All that the tray shows. Instants are epoch ms. */
export interface TrayState {
  readonly language: Language;
  readonly server: 'starting' | 'up' | 'down';
  /** False while the server runs but its address cannot be reached. */
  readonly isReachable: boolean;
  readonly isPaused: boolean;
  readonly pausedUntil: number | null;
  /** What failed or did not start and was not seen (contract/overview.ts), and alerts that were not dismissed. */
  readonly attention: number;
  readonly desktop: WorkerStatus['desktop'];
  readonly waiting: number;
  readonly running: readonly ActiveRun[];
  readonly next: { readonly scheduleId: string; readonly name: string; readonly due: number } | null;
  readonly favourites: readonly Favourite[];
  readonly recent: readonly EndedRun[];
  readonly workerId: string;
}

export interface ActiveRun {
  readonly id: string;
  readonly name: string;
  readonly percent: number | null;
  readonly isCancelling: boolean;
}

export interface EndedRun {
  readonly id: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly endedAt: number;
}

export interface Favourite {
  readonly scheduleId: string;
  readonly name: string;
  /** Its process needs values that the schedule does not have. */
  readonly needsValues: boolean;
}

export const noState = (language: Language, server: TrayState['server']): TrayState => ({
  language,
  server,
  isReachable: true,
  isPaused: false,
  pausedUntil: null,
  attention: 0,
  desktop: 'ready',
  waiting: 0,
  running: [],
  next: null,
  favourites: [],
  recent: [],
  workerId: '',
});

export const nameOf = (run: Pick<Run, 'scheduleName' | 'process'>): string => run.scheduleName || run.process;

/** A run with the name that people read: the title of its process, where a start by API gave it no other name than that process's ID. */
export const withTitle = <R extends Pick<Run, 'scheduleName' | 'process'>>(
  run: R,
  titleOf: (process: string) => string | undefined,
): R =>
  run.scheduleName === '' || run.scheduleName === run.process
    ? { ...run, scheduleName: titleOf(run.process) ?? run.process }
    : run;

export const isActive = (run: Run): boolean => run.status === 'running' || run.status === 'cancelling';

export function activeRun(run: Run): ActiveRun {
  const percent = run.progress?.percent ?? null;
  return { id: run.id, name: nameOf(run), percent, isCancelling: run.status === 'cancelling' };
}

/** Ended runs whose program started, newest first. */
export function recentRuns(
  runs: readonly Run[],
  most: number,
  titleOf: (process: string) => string | undefined = () => undefined,
): readonly EndedRun[] {
  return runs
    .filter((run) => run.status === 'ended' && run.outcome !== null && run.endedAt !== null && run.startedAt !== null)
    .toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))
    .slice(0, most)
    .map((run) => ({
      id: run.id,
      name: nameOf(withTitle(run, titleOf)),
      outcome: run.outcome ?? 'failed',
      endedAt: run.endedAt ?? 0,
    }));
}

/** Whether values must be asked for first: a required value has neither a default nor a value in the schedule. */
export function needsValues(
  parameters: {
    readonly properties: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[] | undefined;
  },
  values: Readonly<Record<string, unknown>>,
): boolean {
  return (parameters.required ?? []).some((name) => {
    const declared = parameters.properties[name];
    const hasDefault = typeof declared === 'object' && declared !== null && 'default' in declared;
    return !hasDefault && (values[name] === undefined || values[name] === '');
  });
}
