import { setTimeout as delay } from 'node:timers/promises';
import { type Handle, kernel, withProcess } from './kernel.ts';
import { listByKernel } from './process-list.ts';

/**
 * A job object of Windows: all that a child starts is in it, whoever its parents are and whether they live, and none of them can leave.
 * Windows ends them when the last handle goes, so a host that is killed takes them with it.
 */
export interface Job {
  /** How many processes are in it. */
  count(): number;
  /** Ends all of them at once. */
  end(): void;
  /** Ends all of them and resolves when none is left, or after two seconds. Gives the job back. */
  close(): Promise<void>;
}

// JOBOBJECTINFOCLASS and JOBOBJECT_EXTENDED_LIMIT_INFORMATION (144 bytes on 64 bits; its flags stand at 16).
const accounting = 1;
const extendedLimits = 9;
const killOnClose = 0x2000;
/** PROCESS_SET_QUOTA and PROCESS_TERMINATE. */
const mayAssign = 0x0101;
/** What Windows says of a program that was ended by Ctrl+C; 1 is what programs say of themselves. */
const endedByUs = 0xc000013a;

/** A computer that is busy may leave more time between a start and what follows it: then the child may have started others. */
const promptMs = 5;

/** Loads what a job needs. Before the first child, which else could be quicker. */
export const readyJobs = (): void => void kernel();

/**
 * Puts a child that has begun just now into a job of its own; null where that cannot be done. Windows needs milliseconds to make a program
 * ready before its first line runs, and this takes a tenth of one: nothing of it is outside (docs/decisions/0016). Where it took longer since
 * `begunAt` (of `performance.now`), what the child has started meanwhile is put in as well.
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
    // JOBOBJECT_BASIC_ACCOUNTING_INFORMATION: ActiveProcesses stands at 40.
    return api.QueryInformationJobObject(handle, accounting, facts, facts.length, null) === 0
      ? 0
      : facts.readUInt32LE(40);
  }
  const end = () => {
    if (handle !== null) api.TerminateJobObject(handle, endedByUs);
  };
  return {
    count,
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

/** All that descends from a process now; who is in a job already is refused by Windows, or stays. */
function startedBy(root: number): number[] {
  const rows = listByKernel() ?? [];
  const began = new Map(rows.map((row) => [row.pid, row.began]));
  const found = new Set([root]);
  // Parents are older than their children: in this order one pass finds all of them.
  for (const row of rows.toSorted((one, other) => one.began - other.began)) {
    if (found.has(row.parent) && row.began >= (began.get(row.parent) ?? Infinity)) found.add(row.pid);
  }
  found.delete(root);
  return [...found];
}
