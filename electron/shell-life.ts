import { app, nativeTheme } from 'electron';
import path from 'node:path';
import type { Language } from '../contract/language.ts';
import type { LaunchArguments } from './arguments.ts';
import { places } from './identity.ts';
import { createQuit } from './quit.ts';
import { afterMs, type Rota, type Say, type StartOptions } from './server-face.ts';
import { openMemory } from './shell-memory.ts';
import type { ShellWindow } from './shell-window.ts';
import { createStoppers } from './stoppers.ts';
import { createTray } from './tray.ts';
import { hasTray } from './tray-presence.ts';
import { noState, type TrayState } from './tray-state.ts';
import { watchTray } from './tray-watch.ts';
import type { WindowFacts } from './window-options.ts';
import type { Wired } from './wire.ts';
import { languageOf, wordsOf } from './words/words.ts';

export interface ShellDeps {
  readonly config: StartOptions['config'];
  readonly say: Say;
  /** The AppImage this runs from; undefined elsewhere. */
  readonly appImage: string | undefined;
  /** The address of the session bus, on Linux. */
  readonly busAddress: string | undefined;
  readonly isWayland: boolean;
}

/** The mutable state of the shell. */
export interface ShellNow {
  language: Language;
  state: TrayState;
  /** null until the server and what depends on it run. */
  rota: Rota | null;
  wired: Wired | null;
  /** The window that says why there is no server. */
  trouble: ShellWindow | null;
  /** Requests of later starts and links, queued until there is a server. */
  asked: LaunchArguments[];
  addressBefore: string | null;
  isSessionEnding: boolean;
}

export type ShellLife = ReturnType<typeof createLife>;

/** What exists before any server: tray, memory, quitting, and the shared state. */
export function createLife(deps: ShellDeps) {
  const { config, say, busAddress } = deps;
  const where = places();
  const memory = openMemory(path.join(config.home, 'desktop', 'shell.json'), say);
  const stoppers = createStoppers(say);
  const language = languageOf('system', app.getLocale());
  const now: ShellNow = {
    language,
    state: noState(language, 'starting'),
    rota: null,
    wired: null,
    trouble: null,
    asked: [],
    addressBefore: null,
    isSessionEnding: false,
  };
  const words = () => wordsOf(now.language);
  const running = () => now.state.running.length;
  const quit = createQuit({ running, words, say, after: afterMs, stop: () => stoppers.run() });
  function perform(action: Parameters<Wired['perform']>[0]): void {
    if (now.wired !== null) now.wired.perform(action);
    else if (action.do === 'quit') quit.quit();
    else now.trouble?.focus();
  }
  const tray = createTray({ folder: where.trayIcons, now: () => Date.now(), say, perform });
  const trayWatch = watchTray({
    ask: () => hasTray(process.platform, busAddress, afterMs),
    after: afterMs,
    onAppear: () => tray.renew(),
  });
  const show = (next: TrayState): void => {
    now.state = next;
    tray.show(next);
  };
  return {
    ...{ deps, where, memory, stoppers, now, words, running, quit, tray, trayWatch, show },
    facts: (): WindowFacts => ({
      platform: process.platform,
      preload: where.preload,
      icon: where.icon,
      isDark: nativeTheme.shouldUseDarkColors,
      isDeveloping: !app.isPackaged,
    }),
  };
}
