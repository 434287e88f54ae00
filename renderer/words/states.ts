import { needsAttention } from '../../contract/attention.ts';
import type { Outcome, RunStatus } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { Words } from './en/index.ts';

/** A state is shown in three ways at once: by shape, by word and by colour. */
export interface State {
  readonly shape:
    'dot' | 'ring' | 'diamond' | 'check' | 'cross' | 'clock' | 'slash' | 'dash' | 'pause' | 'pulse' | 'hourglass';
  readonly tone: 'info' | 'good' | 'bad' | 'warn' | 'quiet';
  readonly text: string;
}

export type ScheduleWord = keyof Words['states']['schedule'];

/** Whether anything but its plan starts a schedule. */
export const hasTriggers = ({ triggers = [] }: ScheduleRow['options']): boolean =>
  triggers.some(({ enabled }) => enabled);

/** The current state of a schedule, as one word of the Scheduler screen; `isHeld`: everything is paused, and so is this one. */
function scheduleWord(row: ScheduleRow, isHeld: boolean): ScheduleWord {
  if (row.activeRun)
    return row.activeRun.status === 'running' || row.activeRun.status === 'cancelling' ? 'running' : 'waiting';
  if (row.state === 'paused' || isHeld) return 'paused';
  if (needsAttention(row)) return 'attention';
  if (row.plan.kind === 'call') return hasTriggers(row.options) ? 'onTrigger' : 'onCall';
  return row.state === 'ended' ? 'ended' : 'scheduled';
}

const scheduleShapes = {
  scheduled: { shape: 'dot', tone: 'info' },
  running: { shape: 'pulse', tone: 'good' },
  waiting: { shape: 'hourglass', tone: 'info' },
  paused: { shape: 'pause', tone: 'quiet' },
  ended: { shape: 'dash', tone: 'quiet' },
  onCall: { shape: 'ring', tone: 'info' },
  onTrigger: { shape: 'ring', tone: 'info' },
  attention: { shape: 'diamond', tone: 'warn' },
} as const satisfies Record<ScheduleWord, Omit<State, 'text'>>;

export function scheduleState(row: ScheduleRow, w: Words, isHeld = false): State {
  const word = scheduleWord(row, isHeld);
  return { ...scheduleShapes[word], text: w.states.schedule[word] };
}

const outcomeShapes = {
  succeeded: { shape: 'check', tone: 'good' },
  failed: { shape: 'cross', tone: 'bad' },
  'timed-out': { shape: 'clock', tone: 'bad' },
  cancelled: { shape: 'slash', tone: 'quiet' },
  interrupted: { shape: 'diamond', tone: 'bad' },
  skipped: { shape: 'dash', tone: 'quiet' },
  missed: { shape: 'dash', tone: 'warn' },
  blocked: { shape: 'diamond', tone: 'warn' },
  expired: { shape: 'dash', tone: 'warn' },
} as const satisfies Record<Outcome, Omit<State, 'text'>>;

export const outcomeState = (outcome: Outcome, w: Words): State => ({
  ...outcomeShapes[outcome],
  text: w.states.run[outcome],
});

export const noRunState = (w: Words): State => ({ shape: 'dash', tone: 'quiet', text: w.states.run.none });

const statusShapes = {
  queued: { shape: 'hourglass', tone: 'info' },
  running: { shape: 'pulse', tone: 'good' },
  cancelling: { shape: 'slash', tone: 'warn' },
  retrying: { shape: 'hourglass', tone: 'warn' },
} as const satisfies Record<Exclude<RunStatus, 'ended'>, Omit<State, 'text'>>;

/** The state of a run in lists and on its page. */
export function runState(
  run: {
    readonly status: RunStatus;
    readonly outcome: Outcome | null;
    readonly hasWarning?: boolean;
    readonly startedAt?: number | null;
  },
  w: Words,
): State {
  // What follows another run after a while waits for its first try, not for another.
  const status = run.status === 'retrying' && run.startedAt === null ? 'queued' : run.status;
  if (status !== 'ended') return { ...statusShapes[status], text: w.states.run[status] };
  if (run.outcome === 'succeeded' && run.hasWarning === true)
    return { shape: 'check', tone: 'warn', text: w.states.run.warned };
  return outcomeState(run.outcome ?? 'interrupted', w);
}
