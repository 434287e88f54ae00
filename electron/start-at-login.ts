import { app } from 'electron';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { autostartFile } from './autostart-file.ts';
import { appId } from './identity.ts';

const hidden = '--hidden';

/**
 * Turns start at sign-in on or off. macOS and Windows have login items; on Linux it is a file. `program` is what to start: the AppImage
 * where Rota runs from one, since its inner path changes at each start. `isAsked`: a person has just chosen it; otherwise the entry is only
 * refreshed, and a choice made in Windows' settings or Task Manager stays. Returns false where that choice keeps it off.
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

/** Windows stores the choice of Settings and Task Manager next to the entry (StartupApproved); writing the entry would undo it. */
const isSwitchedOff = (given: { readonly path: string; readonly args: string[] }): boolean =>
  app.getLoginItemSettings(given).launchItems.some(({ name, enabled }) => name === appId && !enabled);

/** Whether this is the start at sign-in: macOS passes no argument. */
export const wasStartedAtLogin = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
