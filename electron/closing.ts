import { dialog, type BrowserWindow } from 'electron';
import { closeRule } from './close-rule.ts';
import { trayCaller, type Engine, type Say } from './server-face.ts';
import type { ShellMemory } from './shell-memory.ts';
import type { Words } from './words.ts';

/** What the close button does: hides where a tray brings the window back, told once; else asks; never hides for good. */
export function createClosing(deps: {
  readonly engine: Pick<Engine, 'settings'>;
  readonly memory: ShellMemory;
  readonly words: () => Words;
  readonly canComeBack: () => boolean;
  readonly isQuitting: () => boolean;
  readonly say: Say;
  quit(): void;
}) {
  async function tellOnce(window: BrowserWindow): Promise<void> {
    const words = deps.words();
    const settings = deps.engine.settings.get();
    const { response, checkboxChecked } = await dialog.showMessageBox(window, {
      type: 'info',
      message: words.closeFirst,
      buttons: [words.closeOk, words.quitInstead],
      defaultId: 0,
      cancelId: 0,
      checkboxLabel: words.closeStartAtLogin,
      checkboxChecked: settings.startAtLogin,
      noLink: true,
    });
    deps.memory.change({ wasToldOfTray: true });
    if (checkboxChecked !== settings.startAtLogin)
      await deps.engine.settings.change({ startAtLogin: checkboxChecked }, trayCaller);
    if (response === 1) deps.quit();
    else if (!window.isDestroyed()) window.hide();
  }

  async function ask(window: BrowserWindow): Promise<void> {
    const words = deps.words();
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: words.closeNoTray,
      detail: words.closeNoTrayDetail,
      buttons: [words.minimise, words.quit],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 1) deps.quit();
    else if (!window.isDestroyed()) window.minimize();
  }

  return (event: { preventDefault(): void }, window: BrowserWindow): void => {
    const rule = closeRule({
      onClose: deps.engine.settings.get().onClose,
      isQuitting: deps.isQuitting(),
      canComeBack: deps.canComeBack(),
      wasTold: deps.memory.get().wasToldOfTray,
    });
    if (rule === 'close') return;
    event.preventDefault();
    const failed = (error: unknown) => deps.say('the question at closing could not be asked', error);
    switch (rule) {
      case 'hide':
        return window.hide();
      case 'tell-and-hide':
        return void tellOnce(window).catch(failed);
      case 'ask':
        return void ask(window).catch(failed);
      case 'quit':
        return deps.quit();
    }
  };
}
