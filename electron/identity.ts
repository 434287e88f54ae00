import { app } from 'electron';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** The same in the installer's shortcut, or Windows shows no notification (build/electron-builder.config.mjs). */
export const appId = 'org.rota.desktop';

/**
 * Who Windows calls when a message of ours is clicked. Always the same: without one Electron makes up another at each start, and a click on
 * a message that the last start left would reach nobody (build/uninstall.nsh takes it out of the registry again).
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

/** Name, folders and links of the app; before it is ready, since the single-instance lock lives in the data folder. */
export function setIdentity(home: string): void {
  app.setName('Rota');
  const folder = path.join(home, 'desktop');
  // Electron refuses a folder that is not there.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  // In this order: the name writes the other into the shortcut of the start menu.
  if (process.platform === 'win32') {
    app.setToastActivatorCLSID(toastActivator);
    app.setAppUserModelId(appId);
  }
  // Run from its sources, links would open Electron itself with no app in it.
  if (app.isPackaged) app.setAsDefaultProtocolClient('rota');
}

/** Where things are, in the packaged app and in the sources alike. What other programs open must lie outside the archive. */
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
