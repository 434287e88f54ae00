import { app, dialog } from 'electron';
import path from 'node:path';
import { readConfig } from '../server/config.ts';
import { argumentsOf, readArguments, type LaunchArguments } from './arguments.ts';
import { startAgainAfterCrash } from './crash.ts';
import { setIdentity } from './identity.ts';
import { lockDown } from './lock-down.ts';
import type { StartOptions } from './server-face.ts';
import { openShellLog } from './shell-log.ts';
import { registerShellScheme } from './shell-scheme.ts';
import { createShell, type Shell } from './shell.ts';

main();

/** The order matters: names and folders, then the lock, then anything that opens files; restrictions before any page; all before "ready". */
function main(): void {
  const config = beginOrExit();
  if (config === null) return;
  const asked = readArguments(process.argv.slice(1));
  if (!app.requestSingleInstanceLock(asked)) return app.quit();

  const say = openShellLog(path.join(config.home, 'desktop', 'desktop.log'));
  const { APPIMAGE: appImage, DBUS_SESSION_BUS_ADDRESS: busAddress, XDG_SESSION_TYPE: sessionType } = process.env;
  startAgainAfterCrash({ say, appImage, aliveMs: () => process.uptime() * 1000 });
  let shell: Shell | null = null;
  const early: LaunchArguments[] = [];
  const request = (one: LaunchArguments) => (shell === null ? void early.push(one) : shell.request(one));

  registerShellScheme();
  lockDown(() => shell?.serverUrl() ?? null);
  app.on('second-instance', (_event, _argv, _folder, data) => request(argumentsOf(data)));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    request(readArguments([url]));
  });
  // A click on the dock; macOS only.
  app.on('activate', () => shell?.request(readArguments([])));
  app.on('window-all-closed', () => {}); // The app keeps running in the tray.

  // No top-level await: Electron emits "ready" only after the module has finished loading.
  app
    .whenReady()
    .then(() => {
      shell = createShell({ config, say, appImage, busAddress, isWayland: sessionType === 'wayland' });
      for (const one of early) shell.request(one);
      return shell.begin(asked);
    })
    .catch((error: unknown) => {
      say('the desktop shell could not be opened', error);
      dialog.showErrorBox('Rota', error instanceof Error ? error.message : String(error));
      app.exit(1);
    });
}

/** Reads the environment and the data folder once; an error in either is shown before anything else happens. */
function beginOrExit(): StartOptions['config'] | null {
  try {
    const config = readConfig(process.env);
    setIdentity(config.home);
    return config;
  } catch (error) {
    dialog.showErrorBox('Rota', error instanceof Error ? error.message : String(error));
    app.exit(1);
    return null;
  }
}
