import { app } from 'electron';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** Must match the installer's shortcut, or Windows shows no notification (build/electron-builder.config.mjs). */
export const appId = 'org.rota.desktop';

/**
 * The class id that Windows activates when a notification is clicked. It is fixed: without it Electron makes up another at each start, and
 * clicks on older notifications would reach nothing (build/uninstall.nsh removes it from the registry).
 */
export const toastActivator = '{7D5B0E0B-4C1E-4B0F-9C57-2F0C6E3B8A41}';

export interface Places {
  readonly preload: string;
  readonly icon: string;
  readonly trayIcons: string;
  readonly runnerHost: string;
  readonly scriptChild: string;
  readonly processes: string;
}

/** Sets name, folders and links of the app. Runs before "ready", because the single-instance lock lives in the data folder. */
export function setIdentity(home: string): void {
  app.setName('Rota');
  const folder = path.join(home, 'desktop');
  // Electron refuses a folder that does not exist.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  // The order matters: setting the AppUserModelId writes the class id into the start menu's shortcut.
  if (process.platform === 'win32') {
    app.setToastActivatorCLSID(toastActivator);
    app.setAppUserModelId(appId);
  }
  // In a run from the sources, links would open Electron without an app.
  if (app.isPackaged) app.setAsDefaultProtocolClient('rota');
}

/** Where files are, packaged or from the sources. What other programs open must lie outside the asar archive. */
export function places(): Places {
  const root = app.getAppPath();
  const outside = root.replace(/app\.asar$/, 'app.asar.unpacked');
  return {
    preload: path.join(root, 'dist/preload/preload.cjs'),
    icon: path.join(root, 'build/icons/icon.png'),
    trayIcons: path.join(root, 'build/tray'),
    runnerHost: path.join(outside, 'dist/host/host.mjs'),
    scriptChild: path.join(outside, 'dist/script/script-child.mjs'),
    processes: path.join(outside, 'processes'),
  };
}
