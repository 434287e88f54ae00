import { app, dialog } from 'electron';
import { relaunchArgs } from './arguments.ts';
import type { Say } from './server-face.ts';

/** An app that fails sooner would fail again at once: then it says why, and ends. */
const livedMs = 60_000;

/**
 * What nobody caught leaves a program in a state that nobody knows. Electron would show a window and wait for a click, with no schedule running
 * until somebody comes. So: it is written down and the app starts again; the next start settles every run, as after any crash.
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

/** Starts the app once this one has ended. What an AppImage holds is gone with it: there it is the image that is started. */
export function startAgainAfterEnd(args: readonly string[], appImage: string | undefined): void {
  app.relaunch({ ...(appImage === undefined ? {} : { execPath: appImage }), args: [...args] });
}

/** A terminal that was closed: nothing of ours is broken. */
const isBrokenOutput = (error: NodeJS.ErrnoException): boolean => error.code === 'EPIPE' || error.code === 'EIO';
