import { setTimeout as delay } from 'node:timers/promises';
import type { Usage } from '../../../contract/limits.ts';
import { type Handle, kernel, withProcess } from './kernel.ts';
import { listByKernel } from './process-list.ts';

/**
 * A job object of Windows: it contains everything that a child starts, whether its parents live or not, and no process can leave it.
 * Windows kills them when the last handle is closed, so a killed host takes them with it.
 */
export interface Job {
  /** How many processes are in it. */
  count(): number;
  /** What all of them together have used, also those that have ended; null if Windows does not say. */
  usage(): Usage | null;
  /** Kills all of them at once. */
  end(): void;
  /** Kills all of them and resolves when none is left, or after two seconds. Closes the job. */
  close(): Promise<void>;
}

// JOBOBJECTINFOCLASS and JOBOBJECT_EXTENDED_LIMIT_INFORMATION (144 bytes on 64 bits; its flags are at offset 16).
const accounting = 1;
const extendedLimits = 9;
const killOnClose = 0x2000;
/** PROCESS_SET_QUOTA and PROCESS_TERMINATE. */
const mayAssign = 0x0101;
/** Windows' exit code of a program that was ended by Ctrl+C; 1 would look like the program's own. */
const endedByUs = 0xc000013a;

/** On a busy computer more time may pass between a start and the next step: then the child may have started others. */
const promptMs = 5;

/** Loads the functions in advance, so that the first child has no head start. */
export const readyJobs = (): void => void kernel();

/**
 * Puts a child that has just started into its own job; null if that fails. Windows needs milliseconds to prepare a program before its first
 * line runs, and this takes a tenth of one, so nothing escapes (docs/decisions/0016). If more time has passed since `begunAt` (of
 * `performance.now`), descendants started meanwhile are added as well.
 */
export function jobOf(pid: number, begunAt: number): Job | null {
  const api = kernel();
  if (api === null) return null;
  const job = api.CreateJobObjectW(null, null);
  if (job === null || job === 0n) return null;
  const limits = Buffer.alloc(144);
  limits.writeUInt32LE(killOnClose, 16);
  const isIn =
    api.SetInformationJobObject(job, extendedLimits, limits, limits.length) !== 0 &&
    withProcess(api, pid, mayAssign, (child) => api.AssignProcessToJobObject(job, child)) === 1;
  if (!isIn) {
    api.CloseHandle(job);
    return null;
  }
  if (performance.now() - begunAt > promptMs) {
    for (const each of startedBy(pid)) {
      withProcess(api, each, mayAssign, (child) => api.AssignProcessToJobObject(job, child));
    }
  }
  let handle: Handle = job;

  function count(): number {
    if (handle === null || api === null) return 0;
    const facts = Buffer.alloc(48);
    // JOBOBJECT_BASIC_ACCOUNTING_INFORMATION: ActiveProcesses is at offset 40.
    return api.QueryInformationJobObject(handle, accounting, facts, facts.length, null) === 0
      ? 0
      : facts.readUInt32LE(40);
  }
  function usage(): Usage | null {
    if (handle === null || api === null) return null;
    const times = Buffer.alloc(48);
    const limits = Buffer.alloc(144);
    const isTold =
      api.QueryInformationJobObject(handle, accounting, times, times.length, null) !== 0 &&
      api.QueryInformationJobObject(handle, extendedLimits, limits, limits.length, null) !== 0;
    if (!isTold) return null;
    // TotalUserTime and TotalKernelTime, in 100 ns; PeakJobMemoryUsed is at offset 136.
    const hundreds = times.readBigUInt64LE(0) + times.readBigUInt64LE(8);
    return { cpuSeconds: Number(hundreds) / 1e7, peakMemoryBytes: Number(limits.readBigUInt64LE(136)) };
  }
  const end = () => {
    if (handle !== null) api.TerminateJobObject(handle, endedByUs);
  };
  return {
    count,
    usage,
    end,
    async close() {
      const limit = performance.now() + 2000;
      for (let pauseMs = 1; count() > 0 && performance.now() < limit; pauseMs = Math.min(pauseMs * 2, 50)) {
        end();
        await delay(pauseMs);
      }
      if (handle !== null) api.CloseHandle(handle);
      handle = null;
    },
  };
}

/** The present descendants of a process; one that is in a job already is refused by Windows, or stays there. */
function startedBy(root: number): number[] {
  const rows = listByKernel() ?? [];
  const began = new Map(rows.map((row) => [row.pid, row.began]));
  const found = new Set([root]);
  // Parents are older than their children, so in this order one pass finds all of them.
  for (const row of rows.toSorted((one, other) => one.began - other.began)) {
    if (found.has(row.parent) && row.began >= (began.get(row.parent) ?? Infinity)) found.add(row.pid);
  }
  found.delete(root);
  return [...found];
}
