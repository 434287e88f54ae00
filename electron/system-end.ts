import { app, powerMonitor } from 'electron';
import type { Quit } from './quit.ts';

const signals = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  ...(process.platform === 'win32' ? (['SIGBREAK'] as const) : []),
] as const;

/**
 * Leaves without a question when the system ends the session or somebody ends the program: nobody is there to answer. Only once the app is
 * ready, since Electron puts its own signal handlers in place before. macOS asks every app to quit by the same way as a person does, and
 * reports that as "shutdown", too: there `before-quit` stays the only way. Returns its stopper.
 */
export function followSystemEnd(quit: Pick<Quit, 'quitNow'>): () => void {
  const now = () => quit.quitNow();
  for (const signal of signals) process.on(signal, now);
  /** Prevented, it gives us the time to end robots well; the system goes on when we are gone. */
  const shutdown = (event?: { preventDefault?: () => void }) => {
    event?.preventDefault?.();
    now();
  };
  if (process.platform === 'linux') powerMonitor.on('shutdown', shutdown);
  const watch = (_event: unknown, window: Electron.BrowserWindow) => void window.on('session-end', now);
  if (process.platform === 'win32') app.on('browser-window-created', watch);
  return () => {
    for (const signal of signals) process.removeListener(signal, now);
    powerMonitor.removeListener('shutdown', shutdown);
    app.removeListener('browser-window-created', watch);
  };
}
