import { spawn } from 'node:child_process';
import type { Environment } from '../environment.ts';
import { powershell, systemProgram } from '../windows/programs.ts';

const limitMs = 5000;

/**
 * Releases every key and modifier that a desktop robot may have left pressed on the desktop of this environment. A robot that
 * is killed between "down" and "up" leaves a letter that repeats for ever, or a Shift that affects everybody's typing. Keys
 * that a person holds on a real keyboard are another device to X11; elsewhere they count as released, which is harmless.
 * @returns why it failed, in one sentence; null if it was done or there is no desktop
 */
export async function releaseKeys(
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  const ways = waysToRelease(env, platform);
  let problem = 'that takes xdotool, or python3 with libXtst (Debian, Ubuntu: sudo apt install xdotool).';
  for (const way of ways) {
    const outcome = await run(way, env).catch((error: unknown): Outcome => ({ problem: String(error) }));
    if (outcome === 'done') return null;
    if (outcome !== 'not installed') problem = outcome.problem;
  }
  return ways.length === 0 ? null : `The keys that the robot may hold down could not be released: ${problem}`;
}

interface Way {
  readonly program: string;
  readonly args: readonly string[];
}

/** The methods, tried in order; none if there is no desktop. */
export function waysToRelease(env: Environment, platform: NodeJS.Platform): readonly Way[] {
  if (platform === 'win32') {
    const program = systemProgram(powershell);
    const script = Buffer.from(onWindows, 'utf16le').toString('base64');
    return [{ program, args: ['-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', script] }];
  }
  if (platform === 'darwin') return [{ program: '/usr/bin/osascript', args: ['-l', 'JavaScript', '-e', onMac] }];
  if ((env['DISPLAY'] ?? '') === '') return [];
  return [
    { program: 'xdotool', args: ['keyup', '--delay', '0', ...keyCodes] },
    { program: 'python3', args: ['-I', '-c', onX11] },
  ];
}

/** All X11 key codes. With two digits, because xdotool takes "8" alone for the key with an 8 on it. */
const keyCodes = Array.from({ length: 248 }, (_, index) => String(index + 8).padStart(2, '0'));

const onX11 = `
import ctypes
x, test = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libXtst.so.6')
x.XOpenDisplay.restype = ctypes.c_void_p
display = x.XOpenDisplay(None)
if display is None: raise SystemExit('the display does not answer.')
display = ctypes.c_void_p(display)
for code in range(8, 256): test.XTestFakeKeyEvent(display, code, 0, 0)
x.XSync(display, 0)
`;

/** Virtual keys from 8 on: lower ones are mouse buttons. Errors are printed as text in UTF-8, not as XML in the console's code page. */
const onWindows = `
try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { }
$ProgressPreference = 'SilentlyContinue'
Add-Type -Namespace Rota -Name Keys -MemberDefinition '[DllImport("user32.dll")] public static extern short GetAsyncKeyState(int key);
[DllImport("user32.dll")] public static extern void keybd_event(byte key, byte scan, uint flags, System.UIntPtr extra);'
foreach ($key in 8..254) { if ([Rota.Keys]::GetAsyncKeyState($key) -lt 0) { [Rota.Keys]::keybd_event($key, 0, 2, [UIntPtr]::Zero) } }
`;

/** Modifiers are keys, too (54 to 63); a last event without flags clears what programs added to others. */
const onMac = `
ObjC.import('CoreGraphics');
for (let code = 0; code < 128; code += 1) {
  if (!$.CGEventSourceKeyState(0, code)) continue;
  const up = $.CGEventCreateKeyboardEvent($(), code, false);
  $.CGEventSetFlags(up, 0);
  $.CGEventPost(0, up);
}
`;

type Outcome = 'done' | 'not installed' | { readonly problem: string };

function run({ program, args }: Way, env: Environment): Promise<Outcome> {
  // Without the run's values and secrets, and without the marks by which leftovers are found.
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ROTA|INPUT)_/.test(name)));
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: kept, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
    let words = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, limitMs);
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    child.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ENOENT' ? 'not installed' : { problem: error.message }),
    );
    child.once('close', (code) => {
      if (code === 0) return end('done');
      const said = words.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
      end({ problem: isLate ? `${program} did not end within 5 seconds.` : `${program}: ${said}` });
    });
  });
}
