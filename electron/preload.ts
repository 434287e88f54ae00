import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopBridge, DesktopCalls, DesktopEvents } from '../contract/desktop.ts';

// The compiler compares this with the contract: a channel that is not listed cannot be called.
const calls: Readonly<Record<keyof DesktopCalls, true>> = {
  'session-token': true,
  'show-run-folder': true,
  'show-data-folder': true,
  'choose-file': true,
  'copy-text': true,
  'set-start-at-login': true,
  quit: true,
};
const events: Readonly<Record<keyof DesktopEvents, true>> = { navigate: true };

const bridge: DesktopBridge = {
  platform: process.platform as DesktopBridge['platform'],
  call(channel, ...args) {
    const isKnown = Object.hasOwn(calls, channel);
    return (isKnown ? ipcRenderer.invoke(channel, ...args) : refuse(channel)) as ReturnType<
      DesktopCalls[typeof channel]
    >;
  },
  on(event, listener) {
    if (!Object.hasOwn(events, event)) throw new Error(`There is no event "${event}".`);
    // Electron's event must never reach the page: it exposes the sender.
    const heard = (_event: unknown, payload: DesktopEvents[typeof event]) => listener(payload);
    ipcRenderer.on(event, heard);
    return () => void ipcRenderer.removeListener(event, heard);
  },
};

const refuse = (channel: string) => Promise.reject(new Error(`There is no call "${channel}".`));

contextBridge.exposeInMainWorld('desktop', bridge);
