import type { ExitFacts, StopReason } from '../../../contract/run.ts';
import { isScarcity } from '../../domain/shortage.ts';
import { attemptFiles } from './attempt-files.ts';
import { prepareFiles } from './attempt-folder.ts';
import { startWords } from './attempt-words.ts';
import { folderErrorOf } from '../spawn/spawn-error.ts';
import type { ChildHandle, ChildStart, StartChild } from '../child-port.ts';
import { layered, withLocale } from '../environment.ts';
import { pageOfLocale } from './output-bytes.ts';
import type { ChildIdentity, ChildReport } from '../launcher.ts';
import type { Descendants } from '../terminate/descendants.ts';
import { createOutputListener } from '../stdout/output-listener.ts';
import { createAttemptLog } from '../log/attempt-log.ts';
import { createMask } from '../stdout/mask.ts';
import { createOutputReader } from './output-file.ts';
import type { ChildPlan } from './plan.ts';
import type { Sweeper } from '../terminate/sweeper.ts';
import { kill } from '../terminate/kill-process-trees.ts';

/** The output file is first checked after this time. */
const firstPeekMs = 500;

/** What attempts need from the process that they run in. */
export interface AttemptRoom {
  readonly startChild: StartChild;
  readonly inherited: Readonly<Record<string, string>>;
  readonly sweeper: Sweeper;
  /** Absent on systems where descendants cannot be tracked. */
  readonly kin?: Descendants;
  /** The code page of the Windows console; null elsewhere. */
  readonly codePage: string | null;
  /** The code page in which programs of this Windows write files; null elsewhere. */
  readonly filePage?: string | null;
  readonly now: () => number;
  /** Milliseconds that never go back. */
  readonly monotonic: () => number;
  report(report: ChildReport): void;
  /** Reports something to Rota's operator; never pass values. */
  warn(message: string, facts: Readonly<Record<string, unknown>>): void;
}

export interface RunningAttempt {
  readonly plan: ChildPlan;
  /** The environment of the child; it names the desktop, if the child uses one. */
  readonly env: Readonly<Record<string, string>>;
  /** Monotonic. */
  readonly begunAt: number;
  stop(reason: StopReason, force: boolean): void;
  /** Called about ten times a second: log, progress, outputs, deadlines. `isDiskFull`: the disk has no space left. */
  tick(isDiskFull: boolean): void;
  /** Stops it if it uses more than it may; called after each look at what runs. */
  checkLimits(): void;
  /** Kills the group at once; reports nothing more. */
  abandon(): void;
}

/** Calls once after `ms`; returns the function that cancels it. */
type AfterMs = (ms: number, call: () => void) => () => void;

export type AttemptState = ReturnType<typeof attemptState>;

/** The state of one attempt: its plan, the known facts, and its progress. */
export function attemptState(plan: ChildPlan, room: AttemptRoom, onEnd: () => void, after: AfterMs) {
  const files = attemptFiles(plan.runDir, plan.attempt);
  const who = { runId: plan.runId, attempt: plan.attempt };
  const mask = createMask(plan.secrets);
  const start: ChildStart = {
    ...plan,
    stdinFile: plan.stdinFile ?? (plan.preset === 'xyops' ? files.job : files.input),
    env: withLocale(layered(room.inherited, plan.env)),
  };
  const page = pageOfLocale(start.env);
  /** The error code that keeps the log from being written. */
  const trouble = { code: null as string | null };
  const log = createAttemptLog(files.log, plan.maxLogBytes, room.now, (code) => {
    trouble.code = code;
    room.warn('the log of a run cannot be written', { ...who, file: files.log, code });
  });
  const facts: { -readonly [Key in keyof ExitFacts]: ExitFacts[Key] } = { exitCode: null, signal: null };
  const mayStart = hasFolder({ plan, room, files, who, mask, log, trouble, facts });
  const listener = createOutputListener({
    ...plan,
    isMerged: plan.mergeOutput,
    codePage: [room.filePage ?? null, room.codePage ?? page].filter((each) => each !== null),
    mask,
    line: log.line,
  });
  // From now on everything in the folder belongs to this attempt.
  const outputs = createOutputReader(files, plan.preset, { encoding: plan.encoding, page: room.filePage ?? page });
  const begunAt = room.monotonic();
  const state = {
    ...{ plan, room, files, who, mask, start, log, listener, outputs, begunAt, facts, onEnd, after, trouble, mayStart },
    mark: `${plan.runId}/${plan.attempt}`,
    handle: unbegun,
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

interface Preparing {
  readonly plan: ChildPlan;
  readonly room: AttemptRoom;
  readonly files: ReturnType<typeof attemptFiles>;
  readonly who: { readonly runId: string; readonly attempt: number };
  readonly mask: ReturnType<typeof createMask>;
  readonly log: ReturnType<typeof createAttemptLog>;
  readonly trouble: { readonly code: string | null };
  readonly facts: { -readonly [Key in keyof ExitFacts]: ExitFacts[Key] };
}

/** Whether the program can start: it needs a place for its outputs and its log. */
function hasFolder(a: Preparing): boolean {
  try {
    prepareFiles(a.plan, a.files);
    a.log.line('rota', a.mask.hide(startWords(a.plan)));
    a.log.flush();
    if (a.trouble.code === null || !isScarcity(a.trouble.code)) return true;
    a.facts.spawnError = folderErrorOf(a.trouble.code, a.plan.runDir);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    a.room.warn('the folder of a run cannot be written', { ...a.who, folder: a.plan.runDir, code });
    a.facts.spawnError = folderErrorOf(code, a.plan.runDir);
  }
  return false;
}

/** Used until the child is started. */
const unbegun: ChildHandle = { leadsGroup: false, ask() {}, release() {} };

export function killGroup(a: AttemptState): void {
  const job = a.handle.job?.() ?? null;
  if (a.handle.leadsGroup && a.child !== null) kill(-a.child.pid, 'SIGKILL');
  else if (job !== null) job.end();
  else if (a.handle.endTree !== undefined) a.handle.endTree();
  else if (a.child !== null && a.phase === 'running') kill(a.child.pid, 'SIGKILL');
}

export function reportProgress(a: AttemptState): void {
  const progress = a.listener.takeProgress();
  if (progress !== null) a.room.report({ ...a.who, type: 'progress', progress });
  for (const title of a.listener.takeSteps()) if (a.plan.usesDesktop) a.room.report({ ...a.who, type: 'step', title });
}
