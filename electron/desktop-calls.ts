import { app, clipboard, dialog, shell, type OpenDialogOptions } from 'electron';
import type { DesktopCalls } from '../contract/desktop.ts';
import { trayCaller, type Rota } from './server-face.ts';

/** Answers the page's calls to the shell. Each sender was checked before (ipc-main.ts); the arguments come from a page and are checked here. */
export function createDesktopCalls(rota: Rota, leave: () => void): DesktopCalls {
  const { engine } = rota;
  return {
    'session-token': () => Promise.resolve(rota.signInToken()),
    async 'show-run-folder'(runId) {
      await openFolder(await engine.runs.folder(text(runId, 100)));
    },
    'show-data-folder': () => openFolder(engine.home),
    async 'choose-file'(purpose) {
      const { canceled, filePaths } = await dialog.showOpenDialog(dialogFor(purpose));
      return canceled ? null : (filePaths[0] ?? null);
    },
    'copy-text': (words) => clipboard.writeText(text(words, 1_000_000)),
    async 'set-start-at-login'(isOn) {
      // The computer follows the setting (settings-follower.ts), whatever changed it.
      await engine.settings.change({ startAtLogin: isOn === true }, trayCaller);
    },
    quit() {
      leave();
      return Promise.resolve();
    },
  };
}

function text(given: unknown, most: number): string {
  if (typeof given === 'string' && given.length <= most) return given;
  throw new Error(`A text of at most ${most} letters is wanted.`);
}

async function openFolder(folder: string): Promise<void> {
  const problem = await shell.openPath(folder);
  if (problem !== '') throw new Error(`The folder "${folder}" cannot be opened: ${problem}`);
}

/** The native file dialog for a purpose; only Windows filters programs by extension. */
export function dialogFor(purpose: unknown, platform: NodeJS.Platform = process.platform): OpenDialogOptions {
  switch (purpose) {
    case 'folder':
      return { properties: ['openDirectory', 'createDirectory'] };
    case 'program': {
      const filters = [
        { name: app.getName(), extensions: ['exe', 'cmd', 'bat', 'com', 'ps1', 'py', 'js', 'mjs'] },
        { name: '*', extensions: ['*'] },
      ];
      return { properties: ['openFile'], ...(platform === 'win32' ? { filters } : {}) };
    }
    case 'value':
      return { properties: ['openFile'] };
    default:
      throw new Error('"program", "folder" or "value" is wanted.');
  }
}
