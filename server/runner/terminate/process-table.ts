import { readFileSync, readdirSync } from 'node:fs';
import type { ChildIdentity } from '../launcher.ts';
import { output } from '../program-output.ts';
import { createdAt, kernel } from '../windows/kernel.ts';
import { listByKernel } from '../windows/process-list.ts';
import { powershell, systemProgram } from '../windows/programs.ts';
import { useIn, type ProcessUse } from './tree-usage.ts';

/** One process in the operating system's list, with the marks that Rota puts on its children. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** 0 on systems without process groups. */
  readonly group: number;
  /** Linux only. */
  readonly session?: number;
  readonly use?: ProcessUse;
  /** Its start time, in the form of `ChildIdentity.startedMark`, or epoch ms if only that is known. */
  readonly began: string | number;
  readonly owner: string | null;
  /** `runId/attempt`. */
  readonly attempt: string | null;
}

/** The tolerance for start times that are only known in seconds. */
const startToleranceMs = 3000;
/** The tolerance for exact start times: two ways of asking may round to different milliseconds. */
const exactToleranceMs = 2;

/**
 * Every process that is not a zombie; null if the system gives no list. Takes a few ms for 100 processes on Linux, and on Windows
 * if its own functions can be called.
 */
export async function listProcesses(): Promise<ProcessRow[] | null> {
  switch (process.platform) {
    case 'linux':
    case 'android':
      return wholeList(listProc());
    case 'win32':
      return (
        wholeList((listByKernel() ?? []).map(unmarked)) ??
        wholeList(parseWindows(await output(systemProgram(powershell), powershellWords)))
      );
    default:
      return wholeList(parsePs(await output('ps', ['-AwwE', '-o', psColumns], { env: psEnvironment })));
  }
}

/**
 * A list without this process is invalid: the program that made it was forbidden, broken or too slow, and missing processes may be
 * alive. (A container without /proc has no list either: there only groups are known.)
 */
export function wholeList(rows: readonly ProcessRow[], own: number = process.pid): ProcessRow[] | null {
  return rows.some(({ pid }) => pid === own) ? [...rows] : null;
}

/** Windows does not show environments, and has no groups. */
const unmarked = (row: Pick<ProcessRow, 'pid' | 'parent' | 'began'>): ProcessRow => ({
  ...row,
  group: 0,
  owner: null,
  attempt: null,
});

/** The start mark of a child that was just started. */
export function startedMark(pid: number, nowMs: number): string | null {
  if (process.platform === 'linux') return readStat(pid)?.began ?? null;
  const api = kernel();
  const created = api === null ? null : createdAt(api, pid);
  return created === null ? `near:${nowMs}` : `at:${created}`;
}

/** The start time in a mark, in epoch ms; null if the mark has another form. */
export function beganAt(mark: string | null): number | null {
  const [form, at] = (mark ?? '').split(':');
  return form === 'near' || form === 'at' ? Number(at) : null;
}

/** Whether a row is the process of an identity, not a later one with the same pid. */
export function isSame(row: ProcessRow, { pid, startedMark: mark }: ChildIdentity): boolean {
  if (row.pid !== pid || mark === null) return false;
  if (typeof row.began === 'string') return row.began === mark;
  const began = beganAt(mark);
  const tolerance = mark.startsWith('at:') ? exactToleranceMs : startToleranceMs;
  return began !== null && Math.abs(row.began - began) <= tolerance;
}

/** Whether the group has a member, even a zombie: one system call. */
export function isGroupAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** As `listProcesses`, without the marks in environments, in half the time. Empty if it would take another program. */
export function listTree(): ProcessRow[] {
  return process.platform === 'linux' ? listProc(() => '') : [];
}

function listProc(environmentOf: (pid: number) => string = readEnvironment): ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const name of numbersIn('/proc')) {
    const pid = Number(name);
    if (!(pid > 0)) continue;
    const stat = readStat(pid);
    if (stat === null || stat.state === 'Z' || stat.state === 'X') continue;
    rows.push({
      pid,
      parent: stat.parent,
      group: stat.group,
      session: stat.session,
      began: stat.began,
      use: stat.use,
      ...marksIn(environmentOf(pid), '\0'),
    });
  }
  return rows;
}

function numbersIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // A container without /proc: groups are all there is to go by.
  }
}

function readEnvironment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return ''; // Somebody else's, or gone.
  }
}

let bootId: string | undefined;

function readStat(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may contain blanks and brackets, so parse after its end (proc(5)).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return {
      state: fields[0] ?? '',
      parent: Number(fields[1]),
      group: Number(fields[2]),
      session: Number(fields[3]),
      began: `${bootId}:${fields[19] ?? ''}`,
      use: useIn(fields),
    };
  } catch {
    return null;
  }
}

function marksIn(environment: string, end: string): { owner: string | null; attempt: string | null } {
  if (!environment.includes('ROTA_OWNER=')) return { owner: null, attempt: null };
  const at = (name: string) => {
    const from = `${end}${environment}`.indexOf(`${end}${name}=`);
    if (from === -1) return null;
    const begin = from + name.length + 1;
    const stop = environment.indexOf(end, begin);
    return environment.slice(begin, stop === -1 ? undefined : stop);
  };
  const owner = at('ROTA_OWNER');
  return owner === null ? { owner, attempt: null } : { owner, attempt: `${at('ROTA_RUN_ID')}/${at('ROTA_ATTEMPT')}` };
}

export const psColumns = 'pid=,ppid=,pgid=,stat=,lstart=,command=';
/** Dates in English whatever the computer's language, and in UTC, so that the hour that comes twice in autumn is unambiguous. */
export const psEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/bin:/usr/bin' };

/** macOS `ps -E`: numbers, state, a date of five words, then the command with its environment. */
export function parsePs(text: string): ProcessRow[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s(.*)$/.exec(line);
    if (match === null || match[4]?.startsWith('Z')) return [];
    const [, pid, parent, group, , began = '', command = ''] = match;
    return {
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      began: Date.parse(`${began} UTC`),
      ...marksIn(command, ' '),
    };
  });
}

const windowsQuery =
  "Get-CimInstance Win32_Process | ForEach-Object { '{0} {1} {2}' -f $_.ProcessId, $_.ParentProcessId, ([DateTimeOffset]$_.CreationDate).ToUnixTimeMilliseconds() }";

const powershellWords = ['-NoProfile', '-NonInteractive', '-Command', windowsQuery];

export function parseWindows(text: string): ProcessRow[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^(\d+) (\d+) (\d+)$/.exec(line.trim());
    if (match === null) return [];
    const [pid = 0, parent = 0, began = 0] = match.slice(1).map(Number);
    return unmarked({ pid, parent, began });
  });
}
