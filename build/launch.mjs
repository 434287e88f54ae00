// `npm start` and `npm run desktop`: opens the desktop app where the Electron binary is there, and serves the page without it where not.
// Plain JavaScript for every Node from 20 on. It never asks the `electron` package where its binary is: that would begin a download.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');

/**
 * The Electron binary, found by its file, or null.
 * @param {string} folder of the `electron` package
 * @param {Record<string, string | undefined>} env
 */
export function findElectron(folder, env) {
  try {
    const name = readFileSync(path.join(folder, 'path.txt'), 'utf8').trim();
    const file = path.join(env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist'), name);
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/** Whether a desktop is there to show windows on. @param {NodeJS.Platform} platform @param {Record<string, string | undefined>} env */
export function hasScreen(platform, env) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The newest change below some folders, in ms. @param {readonly string[]} folders */
function newestChange(folders) {
  let newest = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return newest;
}

/** Builds page and shell if they are missing or older than their sources. */
function build() {
  const built = ['main/main.js', 'preload/preload.cjs', 'page/index.html'].map((file) => path.join(root, 'dist', file));
  const sources = ['contract', 'server', 'electron', 'renderer'].map((folder) => path.join(root, folder));
  const isFresh =
    built.every((file) => existsSync(file)) &&
    newestChange(sources) <= Math.min(...built.map((file) => statSync(file).mtimeMs));
  if (isFresh) return true;
  console.log('Building the page and the desktop app (once after each change)…');
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  return (
    spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
      .status === 0
  );
}

/** Runs a program in our place: its end is ours. @param {string} file @param {readonly string[]} args */
function become(file, args) {
  const child = spawn(file, args, { cwd: root, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // A terminal sends its signals to the child as well; this process only must not end before it.
    process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  }
  child.on('error', (error) => {
    console.error(`${file} cannot be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 1;
  });
}

/** @param {readonly string[]} args */
function main(args) {
  const insists = args.includes('--desktop');
  const rest = args.filter((arg) => arg !== '--desktop');
  const electron = findElectron(path.join(root, 'node_modules/electron'), process.env);
  const why =
    electron === null
      ? 'the Electron binary is not installed ("npx install-electron" fetches it)'
      : hasScreen(process.platform, process.env)
        ? null
        : 'there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  if (electron !== null && why === null) {
    if (!build()) {
      console.error('The build failed; see above.');
      process.exitCode = 1;
      return;
    }
    return become(electron, [root, ...rest]);
  }
  if (insists) {
    console.error(`The desktop app cannot be opened: ${why}. "npm run server" serves the page without it.`);
    process.exitCode = 1;
    return;
  }
  console.log(`Without the desktop app, because ${why}: serving the page for a browser.`);
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const [, ...words] = scripts.server.split(' ');
  become(process.execPath, [...words, ...rest]);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  main(process.argv.slice(2));
