import { app, nativeTheme, Notification, shell as systemShell } from 'electron';
import path from 'node:path';
import type { Language } from '../contract/reasons.ts';
import { sessionHold, start } from '../server/start.ts';
import { restartArgs, type LaunchArguments } from './arguments.ts';
import { startAgainAfterEnd } from './crash.ts';
import { createDesktopWarning } from './desktop-warning.ts';
import { places } from './identity.ts';
import { createQuit } from './quit.ts';
import { afterMs, type Rota, type Say, type StartOptions } from './server-face.ts';
import { openMemory } from './shell-memory.ts';
import { problemIn } from './problem.ts';
import { troublePage, warningPage } from './shell-pages.ts';
import { serveShellPages } from './shell-scheme.ts';
import { openShellWindow, type ShellWindow } from './shell-window.ts';
import { wasStartedAtLogin } from './start-at-login.ts';
import { startOrGoBack } from './start-or-go-back.ts';
import { createStoppers } from './stoppers.ts';
import { followSystemEnd } from './system-end.ts';
import { createTray } from './tray.ts';
import { hasTray } from './tray-presence.ts';
import { watchTray } from './tray-watch.ts';
import { noState, type TrayState } from './tray-state.ts';
import { checkForUpdates } from './update-check.ts';
import { utilityHosts } from './utility-host.ts';
import { utilityScripts } from './utility-scripts.ts';
import type { WindowFacts } from './window-options.ts';
import { wire, type Wired } from './wire.ts';
import { fill, languageOf, wordsOf } from './words.ts';

export interface ShellDeps {
  readonly config: StartOptions['config'];
  readonly say: Say;
  /** The AppImage this runs from; undefined elsewhere. */
  readonly appImage: string | undefined;
  /** Of the session bus, on Linux. */
  readonly busAddress: string | undefined;
  readonly isWayland: boolean;
}

/** The life of the desktop app: tray first, then the server, then everything that hangs on it. */
export function createShell({ config, say, appImage, busAddress, isWayland }: ShellDeps) {
  const where = places();
  const memory = openMemory(path.join(config.home, 'desktop', 'shell.json'), say);
  const stoppers = createStoppers(say);
  let language: Language = languageOf('system', app.getLocale());
  let state: TrayState = noState(language, 'starting');
  let rota: Rota | null = null;
  let wired: Wired | null = null;
  let trouble: ShellWindow | null = null;
  let asked: LaunchArguments[] = [];
  let addressBefore: string | null = null;
  let isSessionEnding = false;

  const words = () => wordsOf(language);
  const running = () => state.running.length;
  const quit = createQuit({ running, words, say, after: afterMs, stop: () => stoppers.run() });
  const tray = createTray({ folder: where.trayIcons, now: () => Date.now(), say, perform });

  const trayWatch = watchTray({
    ask: () => hasTray(process.platform, busAddress, afterMs),
    after: afterMs,
    onAppear: () => tray.renew(),
  });

  function perform(action: Parameters<Wired['perform']>[0]): void {
    if (wired !== null) wired.perform(action);
    else if (action.do === 'quit') quit.quit();
    else trouble?.focus();
  }

  function show(next: TrayState): void {
    state = next;
    tray.show(next);
  }

  const facts = (): WindowFacts => ({
    platform: process.platform,
    preload: where.preload,
    icon: where.icon,
    isDark: nativeTheme.shouldUseDarkColors,
    isDeveloping: !app.isPackaged,
  });

  const beforeDesktopRun = createDesktopWarning({
    seconds: () => rota?.engine.settings.get().desktopWarningSeconds ?? 0,
    open: (name, seconds) => openShellWindow(facts(), warningPage(name, seconds, words(), language), 'corner', 190),
    after: afterMs,
  });

  /** Nothing runs any more: the server has seen to that. */
  function restart({ host, port }: Rota['address']): void {
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    const window = wired?.windows.main();
    const isOpen = window?.isVisible() === true || window?.isMinimized() === true;
    const page = isOpen ? window.webContents.getURL() : null;
    quit.quitAndStart(() => startAgainAfterEnd(restartArgs(process.argv, page, address), appImage));
  }

  async function startServer(): Promise<void> {
    show(noState(language, 'starting'));
    const started = await startOrGoBack(
      start,
      {
        config,
        isDesktop: true,
        processesFolder: where.processes,
        startHost: utilityHosts(where.runnerHost),
        scriptRuntime: utilityScripts(where.scriptChild),
        beforeDesktopRun,
        isSessionEnding: () => isSessionEnding,
        restart: () => restart(started.address),
        end: () => quit.quitNow(),
      },
      addressBefore,
      say,
    );
    rota = started;
    stoppers.add(() => started.stop());
    wired = wire({
      rota,
      memory,
      facts,
      isWayland,
      language: () => language,
      quit,
      stoppers,
      say,
      canComeBack: () => trayWatch.isVisible() || process.platform === 'darwin',
      program: { file: appImage ?? process.execPath, args: app.isPackaged ? [] : [app.getAppPath()] },
      onLanguage(chosen) {
        language = chosen;
        show({ ...state, language });
      },
      onState: show,
    });
    stoppers.add(checkForUpdates(afterMs, say, tellOfUpdate));
    for (const one of asked) wired.answer(one);
    asked = [];
  }

  function tellOfUpdate(version: string): void {
    new Notification({ title: words().appName, body: fill(words().updateReady, { version }) }).show();
  }

  /** Says why the server is not there, until it is or the person leaves. */
  async function begin(): Promise<void> {
    try {
      await startServer();
    } catch (error) {
      say('the server could not be started', error);
      show(noState(language, 'down'));
      const page = troublePage(problemIn(language, error), words(), language);
      trouble = openShellWindow(facts(), page, 'centre', 240);
      const answer = await trouble.answer;
      trouble = null;
      if (answer === 'folder') await systemShell.openPath(config.home);
      if (answer === 'retry' || answer === 'folder') return begin();
      quit.quitNow();
    }
  }

  return {
    serverUrl: () => rota?.url ?? null,
    async begin(first: LaunchArguments): Promise<void> {
      serveShellPages();
      stoppers.add(() => tray.destroy());
      const system = {
        platform: process.platform,
        hold: sessionHold(),
        running,
        reason: () => fill(words().sessionHeld, { count: running() }),
        say,
        onSessionEnd: () => (isSessionEnding = true),
      };
      stoppers.add(followSystemEnd(quit, system));
      stoppers.add(() => trayWatch.stop());
      const traySeen = trayWatch.begin();
      addressBefore = first.addressBefore;
      await begin();
      if (wired === null) return;
      const isQuiet = first.isHidden || wasStartedAtLogin() || rota?.engine.settings.get().openWindowAtStart === false;
      const isAsked = first.link !== null || first.runName !== null;
      if (first.reopenAt !== null) return wired.windows.open(first.reopenAt);
      if (isAsked) wired.answer(first);
      else if (!isQuiet) return wired.windows.open(null);
      app.dock?.hide();
      // Neither tray nor window: nobody could find it any more.
      if (!(await traySeen) && wired.windows.main() === null) wired.windows.openMinimised();
    },
    /** A later start, a link, or a click on the dock; remembered while the server is still starting. */
    request(one: LaunchArguments): void {
      if (wired !== null) return wired.answer(one);
      asked.push(one);
      trouble?.focus();
    },
  };
}
export type Shell = ReturnType<typeof createShell>;
