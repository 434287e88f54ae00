import { app } from 'electron';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { After, Say } from './server-face.ts';

const everyMs = 24 * 60 * 60_000;

/**
 * Checks for a newer version once a day. Off until a publish target is configured: only then the packager writes `app-update.yml`, and
 * without it no request is made. A downloaded update is installed at the next quit, never under a running robot.
 */
export function checkForUpdates(after: After, say: Say, onReady: (version: string) => void): () => void {
  if (!app.isPackaged || !existsSync(path.join(process.resourcesPath, 'app-update.yml'))) return () => {};
  let cancel = () => {};
  let isStopped = false;
  async function look(): Promise<void> {
    const { default: updater } = await import('electron-updater');
    updater.autoUpdater.autoInstallOnAppQuit = true;
    updater.autoUpdater.removeAllListeners('update-downloaded');
    updater.autoUpdater.on('update-downloaded', ({ version }) => onReady(version));
    await updater.autoUpdater.checkForUpdates();
  }
  function again(): void {
    look().catch((error: unknown) => say('no look for a newer version was possible', error));
    if (!isStopped) cancel = after(everyMs, again);
  }
  again();
  return () => {
    isStopped = true;
    cancel();
  };
}
