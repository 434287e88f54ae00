import { dialog, type BrowserWindow } from 'electron';
import { closeRule } from './close-rule.ts';
import { trayCaller, type Engine, type Say } from './server-face.ts';
import type { ShellMemory } from './shell-memory.ts';
import type { Words } from './words/words.ts';

/** Handles the close button: hides the window where a tray can reopen it, with a hint the first time; otherwise asks. */
export function createClosing(deps: {
  readonly engine: Pick<Engine, 'settings'>;
  readonly memory: ShellMemory;
  readonly words: () => Words;
  readonly canComeBack: () => boolean;
  readonly isQuitting: () => boolean;
  readonly say: Say;
  quit(): void;
}) {
  let isAsking = false;

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
    else hide(window);
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

  /** A second click while the question is open must not open another. */
  function once(question: () => Promise<void>): void {
    if (isAsking) return;
    isAsking = true;
    question()
      .catch((error: unknown) => deps.say('the question at closing could not be asked', error))
      .finally(() => (isAsking = false));
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
    switch (rule) {
      case 'hide':
        return hide(window);
      case 'tell-and-hide':
        return once(() => tellOnce(window));
      case 'ask':
        return once(() => ask(window));
      case 'quit':
        return deps.quit();
    }
  };
}

/** macOS leaves a black screen behind when a full-screen window hides without leaving full screen first. */
function hide(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (!window.isFullScreen()) return window.hide();
  window.once('leave-full-screen', () => window.hide());
  window.setFullScreen(false);
}
