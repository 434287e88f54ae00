import { app } from 'electron';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { autostartFile } from './autostart-file.ts';

const hidden = '--hidden';

/**
 * Starts Rota when its user signs in, or no longer. macOS and Windows know login items; on Linux it is a file. `program` is what to start:
 * the AppImage where Rota runs from one, since its own path is another at each start.
 */
export async function setStartAtLogin(isOn: boolean, program: string, args: readonly string[]): Promise<void> {
  switch (process.platform) {
    case 'darwin':
      return app.setLoginItemSettings({ openAtLogin: isOn });
    case 'win32':
      return app.setLoginItemSettings({
        openAtLogin: isOn,
        path: program,
        args: [...args.map((arg) => `"${arg}"`), hidden],
      });
    default: {
      const file = path.join(app.getPath('appData'), 'autostart', 'rota.desktop');
      if (!isOn) return rm(file, { force: true });
      await mkdir(path.dirname(file), { recursive: true });
      return writeFile(file, autostartFile(program, [...args, hidden]), { mode: 0o644 });
    }
  }
}

/** Whether this start is the one at sign-in: macOS passes no argument. */
export const wasStartedAtLogin = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
