import { app, dialog } from 'electron';
import { relaunchArgs } from './arguments.ts';
import type { Say } from './server-face.ts';

/** An app that crashes sooner would crash again at once: it shows the error and ends instead of restarting. */
const livedMs = 60_000;

/**
 * An uncaught exception leaves the process in an unknown state. Electron would show a dialog and wait for a click, with no schedule running
 * until then. Instead the crash is logged and the app restarts; the next start settles every run, as after any crash.
 */
export function startAgainAfterCrash(deps: {
  readonly say: Say;
  readonly aliveMs: () => number;
  /** The AppImage this runs from; undefined elsewhere. */
  readonly appImage: string | undefined;
}): void {
  let isEnding = false;
  process.on('uncaughtException', (error) => {
    if (isBrokenOutput(error)) return;
    deps.say('the desktop app failed', error);
    if (isEnding) return;
    isEnding = true;
    if (deps.aliveMs() >= livedMs) startAgainAfterEnd(relaunchArgs(process.argv), deps.appImage);
    else dialog.showErrorBox('Rota', error.message);
    app.exit(1);
  });
}

/** Starts the app again once this one has ended. The mount of an AppImage disappears with it, so the image itself is started. */
export function startAgainAfterEnd(args: readonly string[], appImage: string | undefined): void {
  app.relaunch({ ...(appImage === undefined ? {} : { execPath: appImage }), args: [...args] });
}

/** The terminal was closed: no fault of the app. */
const isBrokenOutput = (error: NodeJS.ErrnoException): boolean => error.code === 'EPIPE' || error.code === 'EIO';
