import type { ExitFacts, StopReason } from '../../contract/run.ts';
import { attemptFiles } from './attempt-files.ts';
import type { ChildHandle, ChildStart, StartChild } from './child-port.ts';
import { layered, withLocale } from './environment.ts';
import { pageOfLocale } from './output-bytes.ts';
import type { ChildIdentity, ChildReport } from './launcher.ts';
import type { Descendants } from './descendants.ts';
import { createOutputListener } from './output-listener.ts';
import { createLogFile } from './log-file.ts';
import { createMask } from './mask.ts';
import { createOutputReader } from './output-file.ts';
import type { ChildPlan } from './plan.ts';
import type { Sweeper } from './sweeper.ts';
import { kill } from './process-trees.ts';

/** Outputs are first looked for after this time. */
const firstPeekMs = 500;

/** What attempts need from where they run. */
export interface AttemptRoom {
  readonly startChild: StartChild;
  readonly inherited: Readonly<Record<string, string>>;
  readonly sweeper: Sweeper;
  /** Where that can be known. */
  readonly kin?: Descendants;
  /** Of the Windows console; null elsewhere. */
  readonly codePage: string | null;
  /** In which programs of this Windows write files; null elsewhere. */
  readonly filePage?: string | null;
  readonly now: () => number;
  /** Milliseconds that never go back. */
  readonly monotonic: () => number;
  report(report: ChildReport): void;
  /** Something the operator of Rota should know; never values. */
  warn(message: string, facts: Readonly<Record<string, unknown>>): void;
}

export interface RunningAttempt {
  readonly plan: ChildPlan;
  /** What the child was given: names the desktop, where it uses one. */
  readonly env: Readonly<Record<string, string>>;
  /** Monotonic. */
  readonly begunAt: number;
  stop(reason: StopReason, force: boolean): void;
  /** Called about ten times a second: log, progress, outputs, deadlines. Told whether the disk has nothing left. */
  tick(isDiskFull: boolean): void;
  /** Kills the group at once, with nothing more told. */
  abandon(): void;
}

/** Calls once, in so many milliseconds; returns what takes that back. */
type AfterMs = (ms: number, call: () => void) => () => void;

export type AttemptState = ReturnType<typeof attemptState>;

/** One attempt: what it was given, what is known of it, and how far it has come. */
export function attemptState(plan: ChildPlan, room: AttemptRoom, onEnd: () => void, after: AfterMs) {
  const files = attemptFiles(plan.runDir, plan.attempt);
  const who = { runId: plan.runId, attempt: plan.attempt };
  const mask = createMask(plan.secrets);
  const start: ChildStart = {
    ...plan,
    stdinFile: plan.preset === 'xyops' ? files.job : files.input,
    env: withLocale(layered(room.inherited, plan.env)),
  };
  const page = pageOfLocale(start.env);
  const log = createLogFile(files.log, plan.maxLogBytes, room.now, (code) => {
    state.logTrouble = code;
    room.warn('the log of a run cannot be written', { ...who, file: files.log, code });
  });
  const listener = createOutputListener({
    ...plan,
    isMerged: plan.mergeOutput,
    codePage: [room.filePage ?? null, room.codePage ?? page].filter((each) => each !== null),
    mask,
    line: log.line,
  });
  const outputs = createOutputReader(files, plan.preset, { encoding: plan.encoding, page: room.filePage ?? page });
  const begunAt = room.monotonic();
  const facts: { -readonly [Key in keyof ExitFacts]: ExitFacts[Key] } = { exitCode: null, signal: null };
  const state = {
    ...{ plan, room, files, who, mask, start, log, listener, outputs, begunAt, facts, onEnd, after },
    mark: `${plan.runId}/${plan.attempt}`,
    handle: unbegun,
    logTrouble: null as string | null,
    sawFullDisk: false,
    phase: 'running' as 'running' | 'exited' | 'ending' | 'ended',
    child: null as ChildIdentity | null,
    isDrained: false,
    onDrained: () => {},
    exitedAt: Infinity,
    killAt: Infinity,
    peekAt: begunAt + firstPeekMs,
  };
  return state;
}

/** Until the child is asked for. */
const unbegun: ChildHandle = { leadsGroup: false, ask() {}, release() {} };

export function killGroup(a: AttemptState): void {
  const job = a.handle.job?.() ?? null;
  if (a.handle.leadsGroup && a.child !== null) kill(-a.child.pid, 'SIGKILL');
  else if (job !== null) job.end();
  else if (a.handle.endTree !== undefined) a.handle.endTree();
  else if (a.child !== null && a.phase === 'running') kill(a.child.pid, 'SIGKILL');
}

export function tellProgress(a: AttemptState): void {
  const progress = a.listener.takeProgress();
  if (progress !== null) a.room.report({ ...a.who, type: 'progress', progress });
}
