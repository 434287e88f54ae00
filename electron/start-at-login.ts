import { app } from 'electron';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { autostartFile } from './autostart-file.ts';
import { appId } from './identity.ts';

const hidden = '--hidden';

/**
 * Starts Rota when its user signs in, or no longer. macOS and Windows know login items; on Linux it is a file. `program` is what to start:
 * the AppImage where Rota runs from one, since its own path is another at each start. `isAsked`: a person has just chosen it; else it is only
 * written again, and what a person switched off in Windows' own settings or its Task Manager stays off. Answers false where it does.
 */
export async function setStartAtLogin(
  isOn: boolean,
  program: string,
  args: readonly string[],
  isAsked: boolean,
): Promise<boolean> {
  switch (process.platform) {
    case 'darwin':
      app.setLoginItemSettings({ openAtLogin: isOn });
      return true;
    case 'win32': {
      const given = { path: program, args: [...args.map((arg) => `"${arg}"`), hidden] };
      const enabled = isAsked || !isSwitchedOff(given);
      app.setLoginItemSettings({ openAtLogin: isOn, ...given, enabled });
      return enabled;
    }
    default: {
      const file = path.join(app.getPath('appData'), 'autostart', 'rota.desktop');
      if (!isOn) {
        await rm(file, { force: true });
        return true;
      }
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, autostartFile(program, [...args, hidden]), { mode: 0o644 });
      return true;
    }
  }
}

/** Windows keeps the choice of Settings and Task Manager beside the entry (StartupApproved); writing the entry would undo it. */
const isSwitchedOff = (given: { readonly path: string; readonly args: string[] }): boolean =>
  app.getLoginItemSettings(given).launchItems.some(({ name, enabled }) => name === appId && !enabled);

/** Whether this start is the one at sign-in: macOS passes no argument. */
export const wasStartedAtLogin = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
