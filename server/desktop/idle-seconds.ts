import { output } from '../runner/program-output.ts';
import { powershell, systemProgram } from '../runner/windows/programs.ts';
import { idleOfX11 } from './idle-of-x11.ts';

/** Seconds since somebody last used mouse or keyboard of this session; null if the computer cannot tell. Never rejects. */
export type IdleSeconds = () => Promise<number | null>;

type Environment = Readonly<Record<string, string>>;

/** Epoch ms, and milliseconds that never go back. */
export interface IdleClock {
  now(): number;
  monotonic(): number;
}

export interface IdleDeps {
  readonly platform: NodeJS.Platform;
  /** Of the user's session: it names the desktop. */
  readonly environment: Environment;
  /** The output of a program; empty if it is missing or fails. */
  readonly run?: (program: string, args: readonly string[], env: Environment) => Promise<string>;
  readonly clock: IdleClock;
  /** In the desktop app, which knows without another program; null if it does not. */
  readonly shell?: (() => number | null) | undefined;
}

/** An answer serves everybody who asks within so many milliseconds, and may be that much old. */
const freshMs = 1000;
const withinMs = 20_000;

/**
 * Reads how long nobody has used the desktop. What a robot types counts as use: systems do not tell a robot's keys from a person's.
 * Without a desktop session the answer is null.
 */
export function createIdleSeconds(deps: IdleDeps): IdleSeconds {
  const { shell, clock } = deps;
  if (shell !== undefined) return () => Promise.resolve(shell());
  let last: { readonly at: number; readonly answer: Promise<number | null> } | null = null;
  return () => {
    const at = clock.monotonic();
    if (last === null || at - last.at >= freshMs) last = { at, answer: read(deps).catch(() => null) };
    return last.answer;
  };
}

const runNow = (program: string, args: readonly string[], env: Environment): Promise<string> =>
  output(program, args, { env, timeoutMs: withinMs });

async function read({ platform, environment, clock, run = runNow }: IdleDeps): Promise<number | null> {
  const ask = (program: string, ...args: string[]) => run(program, args, environment);
  switch (platform) {
    case 'win32':
      return idleOfWindows(ask);
    case 'darwin':
      return idleInIoreg(await ask('/usr/sbin/ioreg', '-c', 'IOHIDSystem', '-r', '-d', '1'));
    case 'linux':
      return idleOfLinux(environment, ask, () => clock.now());
    default:
      return null;
  }
}

/** `"HIDIdleTime" = 1234567890`, in nanoseconds. */
export const idleInIoreg = (text: string): number | null => numberIn(/"HIDIdleTime"\s*=\s*(\d+)/.exec(text), 1e9);

type Ask = (program: string, ...args: string[]) => Promise<string>;

/**
 * X11 knows by itself. Under Wayland it only knows of its own programs, so GNOME is asked, and then the login manager, which hears from
 * desktops when nobody is there.
 */
async function idleOfLinux(environment: Environment, ask: Ask, now: () => number): Promise<number | null> {
  const isWayland = environment['XDG_SESSION_TYPE'] === 'wayland' || (environment['WAYLAND_DISPLAY'] ?? '') !== '';
  const ofX11 = isWayland || (environment['DISPLAY'] ?? '') === '' ? null : await idleOfX11(ask);
  return ofX11 ?? (await idleOfGnome(environment, ask)) ?? (await idleOfSession(environment, ask, now));
}

const monitor = ['org.gnome.Mutter.IdleMonitor', '/org/gnome/Mutter/IdleMonitor/Core', 'org.gnome.Mutter.IdleMonitor'];

/** `t 1234`: milliseconds, as busctl prints them. */
async function idleOfGnome(environment: Environment, ask: Ask): Promise<number | null> {
  if (!/gnome/i.test(environment['XDG_CURRENT_DESKTOP'] ?? '')) return null;
  return numberIn(/^t (\d+)\s*$/.exec(await ask('busctl', '--user', 'call', ...monitor, 'GetIdletime')), 1000);
}

/** What systemd's login manager was told by the desktop; it was told nothing yet if `IdleSinceHint` is 0. */
async function idleOfSession(environment: Environment, ask: Ask, now: () => number): Promise<number | null> {
  const given = environment['XDG_SESSION_ID'] ?? '';
  const uid = String(process.getuid?.() ?? '');
  const id = given === '' ? (await ask('loginctl', 'show-user', uid, '-p', 'Display', '--value')).trim() : given;
  if (id === '') return null;
  const names = ['Type', 'IdleHint', 'IdleSinceHint'].flatMap((name) => ['-p', name]);
  return idleInSession(await ask('loginctl', 'show-session', id, ...names), now());
}

/** `nowMs`: epoch ms, as `IdleSinceHint` is epoch microseconds. A session in use is idle for 0 s. */
export function idleInSession(text: string, nowMs: number): number | null {
  const facts = Object.fromEntries(text.split('\n').map((line) => line.split('=', 2) as [string, string | undefined]));
  const since = Number(facts['IdleSinceHint'] ?? 0);
  const isGraphical = /^(?:x11|wayland|mir)$/.test(facts['Type'] ?? '');
  if (!isGraphical || !(since > 0)) return null;
  return facts['IdleHint'] === 'yes' ? Math.max(0, nowMs / 1000 - since / 1e6) : 0;
}

/**
 * Prints the milliseconds since the last input of the session; nothing in session 0, where services are. In a program of its own: a server
 * that has loaded user32.dll is not told any more when a person signs out (see `shutdownBlock`).
 */
const onWindows = `
$ProgressPreference = 'SilentlyContinue'
if ([Diagnostics.Process]::GetCurrentProcess().SessionId -eq 0) { exit }
Add-Type -TypeDefinition 'using System; using System.Runtime.InteropServices; public static class RotaIdle {
[StructLayout(LayoutKind.Sequential)] struct Input { public uint Size; public uint Tick; }
[DllImport("user32.dll")] static extern bool GetLastInputInfo(ref Input input);
[DllImport("kernel32.dll")] static extern uint GetTickCount();
public static long Milliseconds() { var input = new Input(); input.Size = 8; return GetLastInputInfo(ref input) ? (long)unchecked(GetTickCount() - input.Tick) : -1; } }'
[RotaIdle]::Milliseconds()
`;

async function idleOfWindows(ask: Ask): Promise<number | null> {
  const script = Buffer.from(onWindows, 'utf16le').toString('base64');
  const words = ['-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', script];
  return numberIn(/^(\d+)\s*$/.exec(await ask(systemProgram(powershell), ...words)), 1000);
}

function numberIn(match: RegExpExecArray | null, perSecond: number): number | null {
  const number = Number(match?.[1] ?? Number.NaN);
  return Number.isFinite(number) ? number / perSecond : null;
}
