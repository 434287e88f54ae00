import { execFile, spawn, type ChildProcess } from 'node:child_process';
import type { ChildEvents, ChildHandle, ChildStart } from '../child-port.ts';
import { standardStreams, type StandardStreams } from './standard-streams.ts';
import { jobOf, type Job } from '../windows/job.ts';
import { systemProgram } from '../windows/programs.ts';
import { startOf } from './windows-start.ts';

const isWindows = process.platform === 'win32';

/** Starts a program, or a script on this Node, in its own process group and without a shell. */
export function spawnChild(start: ChildStart, events: ChildEvents): ChildHandle {
  let child: ChildProcess;
  let job: Job | null = null;
  let streams: StandardStreams | null = null;
  try {
    const { file, args, ...how } = isWindows ? startOf(start) : plainStart(start);
    streams = standardStreams(start);
    const begunAt = performance.now();
    child = spawn(file, args, {
      cwd: start.cwd,
      env: start.env,
      stdio: streams.stdio,
      // On Windows "detached" would open a console window; there the tree is found by its parents.
      detached: !isWindows,
      ...how,
    });
    // Immediately, before it can start others.
    if (isWindows && child.pid !== undefined) job = jobOf(child.pid, begunAt);
  } catch (error) {
    streams?.dropped();
    events.failed(error);
    return { leadsGroup: false, ask() {}, release() {} };
  }

  const { stdin, pid } = child;
  child.on('error', (error) => {
    if (pid === undefined) events.failed(error);
  });
  const outputs = pid === undefined ? [] : streams.given(child);
  if (pid === undefined) streams.dropped();
  else {
    events.started(pid);
    let open = outputs.length;
    for (const [name, stream] of outputs) {
      stream.on('data', (bytes: Buffer) => events.output(name, bytes));
      stream.on('error', () => {}); // A pipe that breaks ends with "close" as well.
      stream.on('close', () => {
        open -= 1;
        if (open === 0) events.drained();
      });
    }
    child.on('exit', (code, signal) => events.exited(code, signal));
    if (stdin !== null && start.stdinLine !== null) {
      stdin.on('error', () => {}); // The child need not read it.
      stdin.end(`${start.stdinLine}\n`);
    }
  }
  return {
    leadsGroup: !isWindows,
    job: () => job,
    endTree() {
      // By pid, while the pid still belongs to it: the tree by its present parents.
      if (child.exitCode !== null || child.signalCode !== null) return;
      execFile(systemProgram('taskkill.exe'), ['/F', '/T', '/PID', String(pid)], { windowsHide: true }, () =>
        child.kill('SIGKILL'),
      );
    },
    ask() {
      // Windows has no signal to ask with: windows are told to close, console programs check ROTA_CANCEL_FILE.
      if (isWindows)
        execFile(systemProgram('taskkill.exe'), ['/T', '/PID', String(pid)], { windowsHide: true }, () => {});
      else child.kill('SIGTERM');
    },
    release() {
      for (const [, stream] of outputs) stream.destroy();
    },
  };
}

const plainStart = ({ kind, program, args }: ChildStart) => ({
  ...(kind === 'script' ? { file: process.execPath, args: [program, ...args] } : { file: program, args: [...args] }),
});
