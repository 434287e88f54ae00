import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { output } from './program-output.ts';
import { listedNames } from './windows/process-list.ts';
import { powershell, systemProgram } from './windows/programs.ts';

/** So many processes are read at once. */
const together = 32;
/** Of a command line: enough for the path of a program. */
const mostOfLine = 4096;

/**
 * The file names of all programs that run, whoever started them; null if the system gives no list. Of a process whose program may not be asked
 * for, the name that the kernel knows.
 */
export async function programNames(): Promise<ReadonlySet<string> | null> {
  switch (process.platform) {
    case 'linux':
    case 'android':
      return orNull(await procNames());
    case 'win32':
      return orNull(listedNames() ?? (await output(systemProgram(powershell), namesInPowershell)).split(/\r?\n/));
    default:
      return orNull((await output('ps', ['-Awwo', 'comm='])).split('\n').map((line) => path.basename(line.trim())));
  }
}

const namesInPowershell = [
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  'Get-CimInstance Win32_Process | ForEach-Object { $_.Name }',
];

function orNull(names: readonly string[]): ReadonlySet<string> | null {
  const known = new Set(names.map((name) => name.trim()).filter((name) => name !== ''));
  return known.size === 0 ? null : known;
}

async function procNames(): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const names: string[] = [];
  for (let at = 0; at < pids.length; at += together)
    names.push(...(await Promise.all(pids.slice(at, at + together).map(namesOf))).flat());
  return names;
}

/** A script is known by its own name, too: the kernel knows only its interpreter as the program. */
async function namesOf(pid: string): Promise<string[]> {
  const [stat, line, program] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/exe`).catch(() => ''),
  ]);
  const state = stat.slice(stat.lastIndexOf(')') + 2)[0];
  if (stat === '' || state === 'Z' || state === 'X') return [];
  const kernelName = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  const first = line.slice(0, mostOfLine).split('\0')[0] ?? '';
  return [kernelName, baseOf(first), baseOf(program.replace(/ \(deleted\)$/, ''))];
}

/** A program that names itself with words (`sshd: user`) has no path there. */
const baseOf = (file: string): string => (file.includes(' ') && !file.startsWith('/') ? '' : path.basename(file));
