import { powerMonitor } from 'electron';
import type { Quit } from './quit.ts';
import type { Say, ShutdownBlock } from './server-face.ts';
import { onSessionEnd } from './session-end.ts';

export interface SystemEnd {
  readonly platform: NodeJS.Platform;
  /** Windows only; see `hearSessionEnd`. */
  readonly hold: ShutdownBlock | null;
  readonly running: () => number;
  readonly reason: () => string;
  readonly say: Say;
  /** The session ends, by sign-out or shutdown; before anything is stopped for it. */
  readonly onSessionEnd: () => void;
}

/**
 * Quits without a question when the system ends the session or another program ends this one: nobody can answer. Installed after "ready",
 * since Electron sets its own signal handlers before. macOS sends every app the same quit as a person does and also reports it as
 * "shutdown"; there `before-quit` stays the only way. Returns its stopper.
 */
export function followSystemEnd(quit: Pick<Quit, 'quitNow'>, system: SystemEnd): () => void {
  const now = () => quit.quitNow();
  const isWindows = system.platform === 'win32';
  const signals = [...usual, ...(isWindows ? (['SIGBREAK'] as const) : [])];
  for (const signal of signals) process.on(signal, now);
  const leave = () => {
    system.onSessionEnd();
    now();
  };
  /** Preventing it buys time to end robots well; the system goes on when the app is gone. */
  const shutdown = (event?: { preventDefault?: () => void }) => {
    event?.preventDefault?.();
    leave();
  };
  if (system.platform === 'linux') powerMonitor.on('shutdown', shutdown);
  const stopHearing = isWindows ? onSessionEnd({ ...system, leave, close: now }) : () => {};
  return () => {
    for (const signal of signals) process.removeListener(signal, now);
    powerMonitor.removeListener('shutdown', shutdown);
    stopHearing();
  };
}

const usual = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
