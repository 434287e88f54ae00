import { app, dialog } from 'electron';
import type { After, Say } from './server-face.ts';
import { fill, type Words } from './words/words.ts';

/** The longest wait for robots beyond their own grace times; then the app ends anyway. */
const stopWithinMs = 90_000;

/** Quitting: asks while robots run, stops everything, and only then lets the app end. */
export function createQuit(deps: {
  readonly running: () => number;
  readonly words: () => Words;
  readonly stop: () => Promise<void>;
  readonly after: After;
  readonly say: Say;
}) {
  let state: 'staying' | 'asking' | 'leaving' | 'gone' = 'staying';

  async function leave(last = () => {}): Promise<void> {
    state = 'leaving';
    let cancel = () => {};
    const tooLong = new Promise<'too long'>((resolve) => {
      cancel = deps.after(stopWithinMs, () => resolve('too long'));
    });
    try {
      const over = await Promise.race([deps.stop(), tooLong]);
      if (over === 'too long') deps.say('stopping took too long; the next start settles what was left');
    } catch (error) {
      deps.say('Rota did not stop cleanly', error);
    }
    cancel();
    state = 'gone';
    last();
    app.quit();
  }

  async function askAndLeave(): Promise<void> {
    const running = deps.running();
    if (running > 0 && !(await wantsToStop(running))) return;
    await leave();
  }

  /** Also false when something else has decided in the meantime. */
  async function wantsToStop(running: number): Promise<boolean> {
    state = 'asking';
    const words = deps.words();
    app.focus({ steal: true });
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: words.quitRunningTitle,
      detail: fill(words.quitRunning, { count: running }),
      buttons: [words.keepRunning, words.quitAndStop],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (state !== 'asking') return false;
    if (response !== 1) state = 'staying';
    return response === 1;
  }

  function quit(): void {
    if (state !== 'staying') return;
    askAndLeave().catch((error: unknown) => {
      state = 'staying';
      deps.say('the question before quitting could not be asked', error);
    });
  }

  app.on('before-quit', (event) => {
    if (state === 'gone') return;
    event.preventDefault();
    quit();
  });
  return {
    /** Asks first if robots run. */
    quit,
    /** The computer shuts down or the session ends: nobody can answer a question. */
    quitNow(): void {
      if (state === 'staying' || state === 'asking') void leave();
    },
    /** The page has already asked the person; `relaunch` starts the app again after it ends. */
    quitAndStart(relaunch: () => void): void {
      if (state === 'staying' || state === 'asking') void leave(relaunch);
    },
    isQuitting: () => state === 'leaving' || state === 'gone',
  };
}
export type Quit = ReturnType<typeof createQuit>;
