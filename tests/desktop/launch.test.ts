import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../..');
const launch = path.join(root, 'build/launch.mjs');
type Env = Record<string, string | undefined>;
const { findElectron, hasScreen } = (await import(pathToFileURL(launch).href)) as {
  findElectron: (folder: string, env: Env) => string | null;
  hasScreen: (platform: NodeJS.Platform, env: Env) => boolean;
};

async function temporary(): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), 'rota-launch-'));
}

/** Starts the launcher as npm does; `binary` replaces Electron's. */
function begin(home: string, args: string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, [launch, ...args], {
    cwd: root,
    env: { ...process.env, ROTA_HOME: home, ROTA_PORT: '0', DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('the binary is found by its file alone: nothing asks the package, which would begin a download', async () => {
  const folder = await temporary();
  assert.equal(findElectron(folder, {}), null);
  await writeFile(path.join(folder, 'path.txt'), 'electron');
  assert.equal(findElectron(folder, {}), null);
  await mkdir(path.join(folder, 'dist'));
  await writeFile(path.join(folder, 'dist/electron'), '');
  assert.equal(findElectron(folder, {}), path.join(folder, 'dist/electron'));
  assert.equal(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }), null);
  await rm(folder, { recursive: true });
});

test('a desktop is there on Windows and macOS, and on Linux where a display is named', () => {
  assert.equal(hasScreen('win32', {}), true);
  assert.equal(hasScreen('linux', {}), false);
  assert.equal(hasScreen('linux', { DISPLAY: ':1' }), true);
  assert.equal(hasScreen('linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }), true);
});

test('without the desktop app, npm start says so in one line and serves the page', async () => {
  const home = await temporary();
  const child = begin(home, [], { ELECTRON_OVERRIDE_DIST_PATH: home });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (bytes: Buffer) => {
      output += bytes.toString();
      if (output.includes('Rota is ready at')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`it ended: ${output}`)));
  });
  assert.match(output.split('\n')[0] ?? '', /^Without the desktop app, because .+: serving the page for a browser\.$/);
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  await rm(home, { recursive: true, maxRetries: 10 });
});

test('npm run desktop insists: without the app it fails and says what to do', async () => {
  const home = await temporary();
  const child = begin(home, ['--desktop'], { ELECTRON_OVERRIDE_DIST_PATH: home });
  let output = '';
  child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  assert.equal(code, 1);
  assert.match(output, /^The desktop app cannot be opened: .+ "npm run server" serves the page without it\.$/m);
  await rm(home, { recursive: true });
});
