import { BaseWindow } from 'electron';
import type { Say, SessionHold } from './server-face.ts';

/**
 * Windows tells the end of a session to windows alone, and Rota mostly sits in its tray without one: so there is one that nobody sees, without
 * a page, for as long as the tray lives. While robots run it asks Windows for time and lets it go on when they have ended; otherwise nothing
 * is held up. Returns its stopper. Never run on Windows (docs/windows.md).
 */
export function hearSessionEnd(deps: {
  /** Null where Windows' functions cannot be had: nothing is held up then, because Windows ends a program that refuses without a reason. */
  readonly hold: SessionHold | null;
  readonly running: () => number;
  /** What the person at the screen reads while Windows waits. */
  readonly reason: () => string;
  readonly say: Say;
  /** The session ends. Called again by a later word, and answers as before. */
  readonly leave: () => void;
  /** Another program asks Rota to end (an installer, `taskkill`); the session goes on. */
  readonly close: () => void;
}): () => void {
  const { hold, say } = deps;
  const window = new BaseWindow({
    title: 'Rota',
    show: false,
    width: 1,
    height: 1,
    skipTaskbar: true,
    focusable: false,
  });
  const handle = window.getNativeWindowHandle().readBigUInt64LE();

  window.on('query-session-end', (event) => {
    const { reasons } = event;
    // Only a question yet; an installer's is answered by "session-end". What is forced cannot be held up.
    if (reasons.includes('close-app') || reasons.includes('critical')) return;
    if (hold === null || deps.running() === 0) return;
    if (!hold.hold(handle, deps.reason())) return say('Windows ends the session and gives no time for what runs');
    event.preventDefault();
    say(`Windows ends the session (${reasons.join(', ')}); what runs is stopped first`);
    deps.leave();
  });
  window.on('session-end', ({ reasons }) => {
    const isInstaller = reasons.includes('close-app');
    say(
      isInstaller ? 'Windows asks Rota to close for an installer' : `Windows ends the session (${reasons.join(', ')})`,
    );
    if (isInstaller) deps.close();
    else deps.leave();
  });
  // Nobody sees it, so whoever closes it means the program: `taskkill`, an installer.
  window.on('close', (event) => {
    event.preventDefault();
    deps.close();
  });
  return () => {
    if (window.isDestroyed()) return;
    hold?.release(handle);
    window.destroy();
  };
}
