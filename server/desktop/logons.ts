import { readFileSync } from 'node:fs';
import { output } from '../runner/program-output.ts';
import type { Logon } from './logon.ts';
import { ownLogon } from './windows-logon.ts';

/** Who is logged on now; null if the computer cannot tell. Never rejects. */
export type Logons = () => Promise<readonly Logon[] | null>;

type Run = (program: string, args: readonly string[]) => Promise<string>;

export interface LogonDeps {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string>>;
  /** The output of a program; empty if it is missing or fails. */
  readonly run?: Run;
  /** Changes with every start of the computer. */
  readonly boot?: () => string;
}

const withinMs = 20_000;

/** Asks the login manager, else `who`. On Windows only the session that Rota runs in is known. */
export function createLogons(deps: LogonDeps): Logons {
  const { platform, environment } = deps;
  const run: Run = deps.run ?? ((program, args) => output(program, args, { env: environment, timeoutMs: withinMs }));
  const boot = platform === 'linux' ? (deps.boot ?? bootId) : () => '';
  /** Sessions of the login manager, null where it is no person's. */
  const known = new Map<string, Logon | null>();

  async function ofLoginManager(): Promise<Logon[] | null> {
    const listed = (await run('loginctl', ['list-sessions', '--no-legend'])).split('\n');
    const ids = listed.flatMap((line) => /^\s*(\w+)\s+\d+\s/.exec(line)?.[1] ?? []);
    if (ids.length === 0) return null;
    for (const id of known.keys()) if (!ids.includes(id)) known.delete(id);
    for (const id of ids) if (!known.has(id)) known.set(id, await sessionOf(id));
    return ids.flatMap((id) => known.get(id) ?? []);
  }

  async function sessionOf(id: string): Promise<Logon | null> {
    const text = await run('loginctl', ['show-session', id, '-p', 'Class', '-p', 'Name']);
    // Of systemd and cron are others: "background", "manager", "greeter".
    if (!/^Class=user$/m.test(text)) return null;
    return { id: `${boot()}/${id}`, who: /^Name=(.*)$/m.exec(text)?.[1] ?? '' };
  }

  /** The lines of `who` begin with the name and have the time of the logon; without anybody it says nothing, like a missing program. */
  async function ofWho(): Promise<Logon[] | null> {
    const lines = (await run('who', [])).split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0 && !/users=\d/.test(await run('who', ['-q']))) return null;
    return lines.map((line) => ({
      id: `${boot()}/${line.trim().replace(/\s+/g, ' ')}`,
      who: line.split(/\s/)[0] ?? '',
    }));
  }

  return async () => {
    try {
      if (platform === 'win32') return ownLogon();
      return (platform === 'linux' ? await ofLoginManager() : null) ?? (await ofWho());
    } catch {
      return null;
    }
  };
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}
