import { BaseWindow } from 'electron';
import type { Say, ShutdownBlock } from './server-face.ts';

/**
 * Windows reports the end of a session only to windows, and Rota mostly has none open. So one hidden window without a page lives as long as
 * the tray. While robots run it asks Windows to wait, and releases it when they have ended. Returns its stopper. Never run on Windows
 * (docs/windows.md).
 */
export function onSessionEnd(deps: {
  /** Null where the Windows functions cannot be loaded: nothing is delayed then, because Windows kills a program that blocks without a reason. */
  readonly hold: ShutdownBlock | null;
  readonly running: () => number;
  /** The reason that Windows shows while it waits. */
  readonly reason: () => string;
  readonly say: Say;
  /** The session ends. May be called again, and answers the same. */
  readonly leave: () => void;
  /** Another program asks Rota to quit (an installer, `taskkill`); the session goes on. */
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
    // Only a query; an installer's is answered by "session-end". A forced end cannot be delayed.
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
  // The window is invisible, so a close request means the whole program: `taskkill`, an installer.
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
