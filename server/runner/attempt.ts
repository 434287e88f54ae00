import type { ExitFacts, StopReason } from '../../contract/run.ts';
import { said } from '../../contract/translatable.ts';
import { attemptFiles } from './attempt-files.ts';
import { prepareFiles } from './attempt-folder.ts';
import type { ChildHandle, ChildStart, StartChild } from './child-port.ts';
import { layered, withLocale } from './environment.ts';
import { pageOfLocale } from './output-bytes.ts';
import { endingWords, startWords, unseenWords } from './attempt-words.ts';
import type { ChildIdentity, ChildReport } from './launcher.ts';
import type { Descendants } from './descendants.ts';
import { createOutputListener } from './output-listener.ts';
import { createLogFile } from './log-file.ts';
import { takesBytes } from './disk-watch.ts';
import { createMask } from './mask.ts';
import { createOutputReader } from './output-file.ts';
import type { ChildPlan } from './plan.ts';
import { isScarcity } from '../domain/shortage.ts';
import { isGroupAlive, startedMark } from './process-table.ts';
import { outputFacts } from './output-fault.ts';
import { folderErrorOf, spawnErrorOf } from './spawn-error.ts';
import { releaseKeys } from './release-keys.ts';
import type { Sweeper } from './sweeper.ts';
import { kill } from './process-trees.ts';
import { writeFileSync } from 'node:fs';

/** Grandchildren may go on writing this long after the child itself has ended; then they are ended, too. */
const heldPipesMs = 500;
/** Outputs are first looked for after this time, and then this often. */
const firstPeekMs = 500;
const peekEveryMs = 300;
/** Who lives this long is looked after thoroughly before its end is told; quicker ones within a second (sweeper.ts). */
const longLifeMs = 1000;

const startNothing: StartChild = (_start, events) => {
  events.failed(null);
  return { leadsGroup: false, ask() {}, release() {} };
};

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

/** Starts one attempt and sees it through to the end; `onEnd` is called exactly once, after the report. */
export function beginAttempt(plan: ChildPlan, room: AttemptRoom, onEnd: () => void): RunningAttempt {
  const files = attemptFiles(plan.runDir, plan.attempt);
  const who = { runId: plan.runId, attempt: plan.attempt };
  const mark = `${plan.runId}/${plan.attempt}`;
  const facts: { -readonly [Key in keyof ExitFacts]: ExitFacts[Key] } = { exitCode: null, signal: null };
  const mask = createMask(plan.secrets);
  let logTrouble: string | null = null;
  let sawFullDisk = false;
  const start: ChildStart = {
    ...plan,
    stdinFile: plan.preset === 'xyops' ? files.job : files.input,
    env: withLocale(layered(room.inherited, plan.env)),
  };
  const page = pageOfLocale(start.env);
  const log = createLogFile(files.log, plan.maxLogBytes, room.now, (code) => {
    logTrouble = code;
    room.warn('the log of a run cannot be written', { ...who, file: files.log, code });
  });
  const startChild = hasFolder() ? room.startChild : startNothing;
  const listener = createOutputListener({
    ...plan,
    isMerged: plan.mergeOutput,
    codePage: [room.filePage ?? null, room.codePage ?? page].filter((each) => each !== null),
    mask,
    line: log.line,
  });
  const outputs = createOutputReader(files, plan.preset, { encoding: plan.encoding, page: room.filePage ?? page });
  const begunAt = room.monotonic();

  let phase: 'running' | 'exited' | 'ending' | 'ended' = 'running';
  let child: ChildIdentity | null = null;
  let isDrained = false;
  let onDrained = () => {};
  let exitedAt = Infinity;
  let killAt = Infinity;
  let peekAt = begunAt + firstPeekMs;

  const handle: ChildHandle = startChild(start, {
    started(pid) {
      child = { pid, startedMark: startedMark(pid, room.now()) };
      room.kin?.begin(mark, child);
      room.report({ ...who, type: 'started', at: room.now(), child });
      // A utility process says only later that it began, and may have been told to stop by then.
      if (facts.wasForced === true) killGroup();
      else if (killAt !== Infinity) handle.ask();
    },
    failed(error) {
      facts.spawnError ??= spawnErrorOf(error, start);
      end();
    },
    output: listener.hear,
    drained() {
      isDrained = true;
      onDrained();
      settle();
    },
    exited(code, signal) {
      facts.exitCode = code;
      facts.signal = signal;
      phase = 'exited';
      exitedAt = room.monotonic();
      settle();
    },
  });

  return { plan, env: start.env, begunAt, stop, tick, abandon: () => killGroup() };

  /** A program with nowhere to put its outputs, or whose log would be lost for want of room, is not started. */
  function hasFolder(): boolean {
    try {
      prepareFiles(plan, files);
      log.line('rota', mask.hide(startWords(plan)));
      log.flush();
      if (logTrouble === null || !isScarcity(logTrouble)) return true;
      facts.spawnError = folderErrorOf(logTrouble, plan.runDir);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      room.warn('the folder of a run cannot be written', { ...who, folder: plan.runDir, code });
      facts.spawnError = folderErrorOf(code, plan.runDir);
    }
    return false;
  }

  function stop(reason: StopReason, force: boolean): void {
    if (phase === 'ending' || phase === 'ended') return;
    if (phase === 'running') facts.stoppedBy ??= reason;
    // Asked twice means now; closing Rota lets a grace that is running run on.
    const isAgain = killAt !== Infinity;
    if (force || (isAgain && reason !== 'shutdown' && reason !== 'timeout')) return forceEnd();
    if (isAgain) return;
    killAt = room.monotonic() + plan.graceMs;
    log.line('rota', `asked to end (${reason})`);
    try {
      writeFileSync(files.cancel, `${reason}\n`, { flag: 'wx' });
    } catch {
      // The signal asks as well. What stands there already stays: a pipe would be waited for.
    }
    if (handle.leadsGroup && child !== null) kill(-child.pid, 'SIGTERM');
    else handle.ask();
  }

  function forceEnd(): void {
    killAt = room.monotonic();
    if (phase === 'running') {
      facts.wasForced = true;
      log.line('rota', 'did not end when asked: killed with everything it started');
    }
    killGroup();
    if ((handle.job?.() ?? null) === null) void room.sweeper.now(mark, child, null);
    if (phase === 'exited') settle();
  }

  function killGroup(): void {
    const job = handle.job?.() ?? null;
    if (handle.leadsGroup && child !== null) kill(-child.pid, 'SIGKILL');
    else if (job !== null) job.end();
    else if (handle.endTree !== undefined) handle.endTree();
    else if (child !== null && phase === 'running') kill(child.pid, 'SIGKILL');
  }

  function tick(isFull: boolean): void {
    sawFullDisk ||= isFull;
    const at = room.monotonic();
    listener.tick(at);
    log.flush();
    tellProgress();
    if (phase === 'running') {
      if (plan.timeoutMs !== null && at >= begunAt + plan.timeoutMs && killAt === Infinity) stop('timeout', false);
      if (at >= killAt && facts.wasForced !== true) forceEnd();
      if (at >= peekAt) {
        peekAt = at + peekEveryMs;
        const found = outputs.peek();
        if (found !== null) room.report({ ...who, type: 'outputs', outputs: mask.hideDeep(found) });
      }
    } else if (phase === 'exited') settle();
  }

  function tellProgress(): void {
    const progress = listener.takeProgress();
    if (progress !== null) room.report({ ...who, type: 'progress', progress });
  }

  /** After the exit: waits for the pipes, and for those that were asked along with the child; then clears up. */
  function settle(): void {
    if (phase !== 'exited') return;
    const at = room.monotonic();
    const job = handle.job?.() ?? null;
    const group = handle.leadsGroup && child !== null && isGroupAlive(child.pid) ? child.pid : null;
    const isFamilyAlive = group !== null || (job !== null && job.count() > 0);
    if (isFamilyAlive && killAt !== Infinity && at < killAt) return;
    if (!isDrained && at < exitedAt + heldPipesMs) return;
    phase = 'ending';
    // Who is in a job is known to the last one: no list is needed, and none is made.
    if (job !== null) return void job.close().then(lastBytes).then(freeKeys).then(end);
    const isThorough =
      plan.usesDesktop || group !== null || !isDrained || killAt !== Infinity || at - begunAt >= longLifeMs;
    if (!isThorough) {
      room.sweeper.soon(mark, child);
      return end();
    }
    if (group !== null) killGroup();
    void room.sweeper.now(mark, child, group).then(tellUnseen).then(lastBytes).then(freeKeys).then(end);
  }

  /** That nothing was found where nobody could look is not "nothing is left". */
  function tellUnseen(isKnown: boolean): void {
    if (isKnown) return;
    facts.mayHaveLeft = true;
    log.line('rota', unseenWords);
    room.warn('the system gave no list of its processes: what a run left behind cannot be found', who);
  }

  /** Those who held the pipes are gone now: what they wrote is still to come, or nobody will ever close them. */
  function lastBytes(): Promise<void> | undefined {
    if (isDrained) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 100);
      onDrained = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Before the end is told, as the next desktop robot starts then. Said only where somebody was cut short in typing. */
  async function freeKeys(): Promise<void> {
    const problem = plan.usesDesktop ? await releaseKeys(start.env) : null;
    if (problem !== null && (killAt !== Infinity || facts.signal !== null)) log.line('rota', mask.hide(problem));
  }

  function end(): void {
    if (phase === 'ended') return;
    phase = 'ended';
    room.kin?.end(mark);
    if (!isDrained && child !== null) handle.release();
    listener.finish();
    const given = outputs.finish();
    const lastError = listener.lastError();
    const code = listener.saidCode();
    if (given.error === undefined && facts.exitCode === 0 && outputs.mayBeCut(given.outputs)) {
      sawFullDisk ||= (logTrouble !== null && isScarcity(logTrouble)) || !takesBytes(plan.runDir);
      if (sawFullDisk) given.error = said`The disk was full while it ran: its outputs could not be written whole.`;
    }
    if (given.error !== undefined) Object.assign(facts, outputFacts(given.error, mask));
    if (lastError !== undefined) facts.lastError = lastError;
    if (code !== undefined && code !== 0) facts.saidCode = code;
    tellProgress();
    log.line('rota', mask.hide(endingWords(facts, room.monotonic() - begunAt)));
    log.close();
    room.report({ ...who, type: 'ended', at: room.now(), facts, outputs: mask.hideDeep(given.outputs) });
    onEnd();
  }
}
