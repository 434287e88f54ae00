import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { DesktopCalls, DesktopEvents } from '../contract/desktop.ts';
import { isOurPage } from './trusted-places.ts';

/** Only the main frame of our own window, on a page of our own server, may call. */
export interface Trust {
  readonly isOurWindow: (contents: WebContents) => boolean;
  readonly serverUrl: () => string | null;
}

export function isTrustedSender({ sender, senderFrame }: IpcMainInvokeEvent, trust: Trust): boolean {
  if (!trust.isOurWindow(sender)) return false;
  // The frame is gone if its page was left in the meantime.
  if (senderFrame === null || senderFrame.parent !== null) return false;
  return isOurPage(senderFrame.url, trust.serverUrl());
}

/** Answers every call of the contract after checking its sender. Returns its stopper. */
export function answerCalls(calls: DesktopCalls, trust: Trust): () => void {
  const channels = Object.keys(calls) as (keyof DesktopCalls)[];
  for (const channel of channels) {
    const call = calls[channel] as (...args: unknown[]) => Promise<unknown>;
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      if (!isTrustedSender(event, trust)) throw new Error(`Refused: this page may not call "${channel}".`);
      return call(...args);
    });
  }
  return () => channels.forEach((channel) => ipcMain.removeHandler(channel));
}

/** Sends an event to a page; does nothing if the page is gone. */
export function sendEvent<K extends keyof DesktopEvents>(
  contents: WebContents,
  event: K,
  payload: DesktopEvents[K],
): void {
  if (!contents.isDestroyed()) contents.send(event, payload);
}
