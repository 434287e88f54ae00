// A desktop for tests: a real X server without a screen, on a display number that the server chooses.
import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Desktop = {
  /** The value for DISPLAY, such as ":1". */
  readonly display: string;
  /** Ends the X server; resolves when it is gone. */
  stop(): Promise<void>;
  /** Writes a PNG of the whole screen; creates the folder. */
  screenshot(file: string): Promise<void>;
  /** The key codes that the X server considers pressed (XQueryKeymap). */
  keysDown(): Promise<number[]>;
  /** The titles of the visible windows. */
  windows(): Promise<string[]>;
};

const queryKeymap = `
import ctypes
x = ctypes.CDLL('libX11.so.6')
x.XOpenDisplay.restype = ctypes.c_void_p
display = ctypes.c_void_p(x.XOpenDisplay(None))
keys = ctypes.create_string_buffer(32)
x.XQueryKeymap(display, keys)
print([code for code in range(256) if keys.raw[code // 8] >> code % 8 & 1])
`;

/** The path of an installed program, or undefined. */
export function findInPath(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there: the next folder.
    }
  }
  return undefined;
}

const programs = ['Xvfb', 'mousepad', 'xdotool', 'xwininfo', 'import', 'dbus-daemon'];

/** Why desktop tests cannot run here, for the `skip` of a test; false if they can. */
export function noDesktopBecause(): string | false {
  if (process.platform !== 'linux') return `SKIPPED: desktop tests need Linux and Xvfb; this is ${process.platform}.`;
  const missing = programs.filter((program) => findInPath(program) === undefined);
  return missing.length === 0 ? false : `SKIPPED: not installed: ${missing.join(', ')}. See tests/support/prepare.mjs.`;
}

/** Starts an X server with one empty screen of 1024 x 768; resolves when programs can connect. */
export async function startDesktop(): Promise<Desktop> {
  // -noreset: otherwise the server resets when its last client leaves, and disconnects clients that are just connecting.
  const args = ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const kill = () => void server.kill('SIGKILL');
  process.once('exit', kill);
  const exit = new Promise<void>((resolve) => {
    server.once('close', () => resolve());
  });
  let problem = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => (problem += text));

  const display = await new Promise<string>((resolve, reject) => {
    let answer = '';
    server.once('error', reject);
    server.once('close', (code) => reject(new Error(`Xvfb ended with code ${code} before it was ready: ${problem}`)));
    const announced = server.stdio[3] as Readable;
    announced.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      if (answer.endsWith('\n')) resolve(`:${answer.trim()}`);
    });
  });
  const env = { ...process.env, DISPLAY: display };

  return {
    display,
    async stop() {
      process.off('exit', kill);
      server.kill('SIGTERM');
      await exit;
    },
    async screenshot(file) {
      mkdirSync(path.dirname(file), { recursive: true });
      await run('import', ['-window', 'root', file], { env });
    },
    async keysDown() {
      const { stdout } = await run('python3', ['-c', queryKeymap], { env });
      return JSON.parse(stdout) as number[];
    },
    async windows() {
      const { stdout } = await run('xwininfo', ['-root', '-tree'], { env });
      const named = [...stdout.matchAll(/^\s+(0x[0-9a-f]+) "(.*)": \(/gm)];
      const seen = await Promise.all(
        named.map(async ([, id = '', title = '']) => {
          // A window may close between the two calls: then it is not listed.
          const stats = await run('xwininfo', ['-id', id, '-stats'], { env }).catch(() => ({ stdout: '' }));
          return stats.stdout.includes('Map State: IsViewable') ? [title] : [];
        }),
      );
      return seen.flat();
    },
  };
}
