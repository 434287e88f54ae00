import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import '../fixtures/electron-stand-in-hook.ts';
import * as standIn from '../fixtures/electron-stand-in.ts';
import type { RpaProcessInput } from '../../contract/process.ts';
import { until } from '../support/until.ts';

export * from '../fixtures/electron-stand-in.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The desktop app on the Electron stand-in: one per test file, since a process can be only one app. */
export interface BootedShell {
  readonly home: string;
  readonly url: string;
  /** Calls the console API with the cookie from the window's session. */
  console<T = unknown>(method: string, at: string, body?: unknown): Promise<T>;
  addProcess(definition: RpaProcessInput): Promise<void>;
  /** Another start of the app, with these arguments. */
  startAgain(...argv: string[]): Promise<void>;
  /** Resolves when the tray's menu has this text. */
  untilMenu(what: string, reads: (labels: readonly string[]) => boolean): Promise<readonly string[]>;
  cleanUp(): Promise<void>;
}

/** A folder with the layout of the packaged app: bundles, robots and icons, here from the sources. */
export async function appFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rota-app-'));
  const reexport = async (file: string, source: string) => {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), `import '${pathToFileURL(path.join(root, source)).href}';\n`);
  };
  await reexport('dist/host/host.mjs', 'server/runner/host/host.ts');
  await reexport('dist/script/script-child.mjs', 'electron/script-child.ts');
  // A junction needs no right on Windows; other systems make a link.
  await symlink(path.join(root, 'processes'), path.join(folder, 'processes'), 'junction');
  await symlink(path.join(root, 'build'), path.join(folder, 'build'), 'junction');
  return folder;
}

/** Prepares the environment as a system would, then imports an entry module, as Electron would. `main` is the source, or a bundle of it. */
export async function importMain(
  home: string,
  app: string,
  main: string,
  environment: Record<string, string> = {},
): Promise<void> {
  standIn.desk.appPath = app;
  standIn.desk.paths.set('appData', path.join(home, 'appData'));
  Object.assign(process.env, { ROTA_HOME: home, ROTA_PORT: '0', DBUS_SESSION_BUS_ADDRESS: '', ...environment });
  await import(pathToFileURL(main).href);
  standIn.makeReady();
}

export async function bootShell(
  environment: Record<string, string> = {},
  main = path.join(root, 'electron/main.ts'),
  /** The unpacked archive; without one, a folder that links to the sources. */
  packed?: string,
): Promise<BootedShell> {
  const { desk, Tray, BrowserWindow, Menu } = standIn;
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-home-'));
  const app = packed ?? (await appFolder());
  await importMain(home, app, main, environment);
  const window = await until(
    'a window has been loaded',
    () => BrowserWindow.all.find(({ webContents }) => webContents.url !== ''),
    30_000,
  );
  const { url } = window.webContents;
  const base = new URL(url).origin;

  async function console<T>(method: string, at: string, body?: unknown): Promise<T> {
    const cookie = desk.cookies.at(-1);
    const answer = await fetch(base + at, {
      method,
      headers: { cookie: `${cookie?.name}=${cookie?.value}`, origin: base, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  return {
    home,
    url,
    console,
    async addProcess(process) {
      await console('PUT', `/api/processes/${encodeURIComponent(process.name)}`, { process });
    },
    async startAgain(...argv) {
      const { readArguments } = await import('../../electron/arguments.ts');
      standIn.app.emit('second-instance', {}, ['electron', ...argv], home, readArguments(argv));
    },
    untilMenu: (what, reads) =>
      until(
        `the tray's menu says ${what}; it says ${JSON.stringify(Tray.all.at(-1)?.menu?.labels())}`,
        () => {
          const { menu } = Tray.all.at(-1) ?? {};
          const labels = menu instanceof Menu ? menu.labels() : [];
          return reads(labels) ? labels : null;
        },
        20_000,
      ),
    async cleanUp() {
      // After a test that failed the app may still run: its file would never end.
      setTimeout(() => process.exit(), 15_000).unref();
      await rm(home, { recursive: true, force: true });
      if (packed === undefined) await rm(app, { recursive: true, force: true });
    },
  };
}
