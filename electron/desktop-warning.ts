import type { Run } from '../contract/run.ts';
import type { After } from './server-face.ts';
import type { ShellWindow } from './shell-window.ts';
import { nameOf } from './tray-state.ts';

/** Whether a desktop robot may take mouse and keyboard now or must wait. */
export type BeforeDesktopRun = (run: Pick<Run, 'id' | 'scheduleName' | 'process'>) => Promise<'go' | 'later'>;

/**
 * Announces a desktop robot for the seconds in the settings; 0 skips the warning. Without an answer the robot starts. Closing the window
 * means "later": somebody is at the mouse.
 */
export function createDesktopWarning(deps: {
  readonly seconds: () => number;
  readonly open: (name: string, seconds: number) => ShellWindow;
  readonly after: After;
}): BeforeDesktopRun {
  return async (run) => {
    const seconds = deps.seconds();
    if (seconds <= 0) return 'go';
    const window = deps.open(nameOf(run), seconds);
    let cancel = () => {};
    const over = new Promise<'go'>((resolve) => {
      cancel = deps.after(seconds * 1000, () => resolve('go'));
    });
    const said = window.answer.then((answer) => (answer === 'go' ? ('go' as const) : ('later' as const)));
    const verdict = await Promise.race([over, said]);
    cancel();
    window.close();
    return verdict;
  };
}
