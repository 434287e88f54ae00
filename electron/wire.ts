import { dialog, powerSaveBlocker, session, shell } from 'electron';
import type { Language } from '../contract/language.ts';
import { setAppMenu } from './app-menu.ts';
import { createAnswers } from './answers.ts';
import type { LaunchArguments } from './arguments.ts';
import { createClosing } from './closing.ts';
import { createDesktopCalls } from './desktop-calls.ts';
import { answerCalls } from './ipc-main.ts';
import { createKeepAwake } from './keep-awake.ts';
import { createWindows, type Windows } from './main-window.ts';
import { serverLostNote, shortcutTakenNote } from './notification-rules.ts';
import { createNotifier } from './notifier.ts';
import { canConnect, watchPort } from './port-watch.ts';
import { trustOwnCertificate } from './own-certificate.ts';
import { problemIn } from './problem.ts';
import { progressBar } from './progress-bar.ts';
import { followQuickRunShortcut } from './quick-run-shortcut.ts';
import type { Quit } from './quit.ts';
import { takeScreenshots } from './screenshot.ts';
import { afterMs, type Rota, type Say } from './server-face.ts';
import { followSettings } from './settings-follower.ts';
import type { ShellMemory } from './shell-memory.ts';
import type { Stoppers } from './stoppers.ts';
import { createTrayActions } from './tray-actions.ts';
import { feedTray } from './tray-feed.ts';
import type { TrayReport } from './tray-gather.ts';
import type { TrayAction } from './tray-menu.ts';
import type { TrayState } from './tray-state.ts';
import { watchSession } from './watch-session.ts';
import type { WindowFacts } from './window-options.ts';
import { wordsOf } from './words/words.ts';

/** What the shell can do while the server runs. */
export interface Wired {
  readonly windows: Windows;
  perform(action: TrayAction): void;
  /** Handles the request of a start, a second start or a link. */
  answer(asked: LaunchArguments): void;
}

export interface WireDeps {
  readonly rota: Rota;
  readonly memory: ShellMemory;
  readonly facts: () => WindowFacts;
  readonly isWayland: boolean;
  readonly language: () => Language;
  readonly quit: Quit;
  readonly stoppers: Stoppers;
  readonly say: Say;
  readonly canComeBack: () => boolean;
  /** The program to start at sign-in. */
  readonly program: { readonly file: string; readonly args: readonly string[] };
  onLanguage(language: Language): void;
  onState(state: TrayState): void;
}

/** Connects the running server to window, tray and system; every part registers its stopper. */
export function wire(deps: WireDeps): Wired {
  const { rota, memory, facts, quit, stoppers, say } = deps;
  const { engine } = rota;
  const words = () => wordsOf(deps.language());
  const now = () => Date.now();

  trustOwnCertificate(session.defaultSession, rota.url, rota.fingerprint);
  const leave = () => quit.quit();
  const onClose = createClosing({
    engine,
    memory,
    words,
    say,
    canComeBack: deps.canComeBack,
    isQuitting: quit.isQuitting,
    quit: leave,
  });
  const windows = createWindows({ rota, facts, memory, say, onClose });
  stoppers.add(() => windows.close());
  const open = (hash: string | null) => windows.open(hash);
  const openQuickRun = (query: string) => windows.openQuickRun(query);

  const trust = { isOurWindow: windows.isOurs, serverUrl: () => rota.url };
  stoppers.add(answerCalls(createDesktopCalls(rota, leave), trust));

  const openDataFolder = () => void shell.openPath(engine.home);
  const onLanguage = (language: Language) => {
    deps.onLanguage(language);
    setAppMenu(process.platform, wordsOf(language), { openSettings: () => open('#/settings'), openDataFolder });
  };
  const { file: program, args } = deps.program;
  stoppers.add(followSettings({ engine, program, args, say, onLanguage }));

  const awake = createKeepAwake({ blocker: powerSaveBlocker, now, after: afterMs });
  stoppers.add(() => awake.release());
  function onTrayReport({ state, isDesktopRunning, nextDue }: TrayReport): void {
    deps.onState(state);
    windows.setBar(progressBar(state));
    windows.setBadge(state.attention);
    awake.know({ running: state.running.length, isDesktopRunning, nextDue, isPaused: state.isPaused });
  }
  const feed = feedTray({ engine, language: deps.language, after: afterMs, say, onState: onTrayReport });
  stoppers.add(feed.stop);

  const isWindowFocused = () => windows.isFocused();
  const settings = () => engine.settings.get().notifications;
  const { language } = deps;
  const notifier = createNotifier({ engine, settings, language, now, say, isWindowFocused, open });
  stoppers.add(notifier.stop);
  const onTaken = (keys: string) => notifier.tell(shortcutTakenNote(keys, language()));
  stoppers.add(followQuickRunShortcut({ engine, open: () => openQuickRun(''), onTaken }));
  function onPort(isLost: boolean): void {
    feed.setReachable(!isLost);
    say(`${rota.url} ${isLost ? 'cannot be reached any more' : 'can be reached again'}`);
    if (isLost) notifier.tell(serverLostNote(rota.url, now(), { language: language(), settings: settings() }));
  }
  stoppers.add(watchPort({ url: rota.url, after: afterMs, canReach: canConnect, onChange: onPort }));
  stoppers.add(watchSession(engine.worker, afterMs));
  stoppers.add(takeScreenshots({ engine, say, isWayland: deps.isWayland }));

  function onProblem(error: unknown): void {
    dialog.showErrorBox(words().actionFailed, problemIn(deps.language(), error));
  }
  const perform = createTrayActions({ engine, now, say, open, openQuickRun, quit: leave, onProblem });

  return {
    windows,
    perform,
    answer: createAnswers({ engine, words, open, openQuickRun, onProblem }),
  };
}
