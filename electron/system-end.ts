import { powerMonitor } from 'electron';
import type { Quit } from './quit.ts';
import type { Say, SessionHold } from './server-face.ts';
import { hearSessionEnd } from './session-end.ts';

export interface SystemEnd {
  readonly platform: NodeJS.Platform;
  /** See `hearSessionEnd`, which has these on Windows. */
  readonly hold: SessionHold | null;
  readonly running: () => number;
  readonly reason: () => string;
  readonly say: Say;
  /** The session ends, by sign-out or shutdown; before anything is stopped for it. */
  readonly onSessionEnd: () => void;
}

/**
 * Leaves without a question when the system ends the session or somebody ends the program: nobody is there to answer. Only once the app is
 * ready, since Electron puts its own signal handlers in place before. macOS asks every app to quit by the same way as a person does, and
 * reports that as "shutdown", too: there `before-quit` stays the only way. Returns its stopper.
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
  /** Prevented, it gives us the time to end robots well; the system goes on when we are gone. */
  const shutdown = (event?: { preventDefault?: () => void }) => {
    event?.preventDefault?.();
    leave();
  };
  if (system.platform === 'linux') powerMonitor.on('shutdown', shutdown);
  const stopHearing = isWindows ? hearSessionEnd({ ...system, leave, close: now }) : () => {};
  return () => {
    for (const signal of signals) process.removeListener(signal, now);
    powerMonitor.removeListener('shutdown', shutdown);
    stopHearing();
  };
}

const usual = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
