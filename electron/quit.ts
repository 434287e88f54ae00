import { app, dialog } from 'electron';
import type { Say } from './server-face.ts';
import { fill, type Words } from './words.ts';

/** Leaving: asks while robots run, stops everything, and only then lets the app end. */
export function createQuit(deps: {
  readonly running: () => number;
  readonly words: () => Words;
  readonly stop: () => Promise<void>;
  readonly say: Say;
}) {
  let state: 'staying' | 'asking' | 'leaving' | 'gone' = 'staying';

  async function leave(): Promise<void> {
    state = 'leaving';
    try {
      await deps.stop();
    } catch (error) {
      deps.say('Rota did not stop cleanly', error);
    }
    state = 'gone';
    app.quit();
  }

  async function askAndLeave(): Promise<void> {
    const running = deps.running();
    if (running > 0) {
      state = 'asking';
      const words = deps.words();
      const { response } = await dialog.showMessageBox({
        type: 'question',
        message: words.quitRunningTitle,
        detail: fill(words.quitRunning, { count: running }),
        buttons: [words.keepRunning, words.quitAndStop],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      if (response !== 1) {
        state = 'staying';
        return;
      }
    }
    await leave();
  }

  app.on('before-quit', (event) => {
    if (state === 'gone') return;
    event.preventDefault();
    if (state === 'staying') void askAndLeave();
  });
  return {
    /** Asks if need be. */
    quit(): void {
      if (state === 'staying') void askAndLeave();
    },
    /** The computer shuts down or the session ends: nobody can be asked any more. */
    quitNow(): void {
      if (state === 'staying' || state === 'asking') void leave();
    },
    isQuitting: () => state === 'leaving' || state === 'gone',
  };
}
export type Quit = ReturnType<typeof createQuit>;
