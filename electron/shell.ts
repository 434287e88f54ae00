import { app, shell as systemShell } from 'electron';
import { shutdownBlock } from '../server/start.ts';
import type { LaunchArguments } from './arguments.ts';
import { problemIn } from './problem.ts';
import { createLife, type ShellDeps, type ShellLife } from './shell-life.ts';
import { troublePage } from './shell-pages.ts';
import { serveShellPages } from './shell-scheme.ts';
import { startServer } from './shell-server.ts';
import { openShellWindow } from './shell-window.ts';
import { wasStartedAtLogin } from './start-at-login.ts';
import { followSystemEnd } from './system-end.ts';
import { noState } from './tray-state.ts';
import { fill } from './words/words.ts';

/** The life of the desktop app: tray first, then the server, then everything that depends on it. */
export function createShell(deps: ShellDeps) {
  const life = createLife(deps);
  const { now, stoppers, tray, trayWatch } = life;
  return {
    serverUrl: () => now.rota?.url ?? null,
    async begin(first: LaunchArguments): Promise<void> {
      serveShellPages();
      stoppers.add(() => tray.destroy());
      stoppers.add(holdSystemEnd(life));
      stoppers.add(() => trayWatch.stop());
      const traySeen = trayWatch.begin();
      now.addressBefore = first.addressBefore;
      await begin(life);
      await openFirst(life, first, traySeen);
    },
    /** A later start, a link, or a click on the dock; queued while the server is still starting. */
    request(one: LaunchArguments): void {
      if (now.wired !== null) return now.wired.answer(one);
      now.asked.push(one);
      now.trouble?.focus();
    },
  };
}
export type Shell = ReturnType<typeof createShell>;

/** Delays the end of a session while robots run; returns its stopper. */
function holdSystemEnd({ deps, now, quit, running, words }: ShellLife): () => void {
  return followSystemEnd(quit, {
    platform: process.platform,
    hold: shutdownBlock(),
    running,
    reason: () => fill(words().sessionHeld, { count: running() }),
    say: deps.say,
    onSessionEnd: () => (now.isSessionEnding = true),
  });
}

/** Shows why the server is not running, until it runs or the person quits. */
async function begin(life: ShellLife): Promise<void> {
  const { deps, now, quit, words, facts, show } = life;
  try {
    await startServer(life);
  } catch (error) {
    deps.say('the server could not be started', error);
    show(noState(now.language, 'down'));
    const page = troublePage(problemIn(now.language, error), words(), now.language);
    now.trouble = openShellWindow(facts(), page, 'centre', 240);
    const answer = await now.trouble.answer;
    now.trouble = null;
    if (answer === 'folder') await systemShell.openPath(deps.config.home);
    if (answer === 'retry' || answer === 'folder') return begin(life);
    quit.quitNow();
  }
}

/** Does what the first start asked for. A quiet start shows nothing, unless there is no tray to find Rota by. */
async function openFirst({ now }: ShellLife, first: LaunchArguments, traySeen: Promise<boolean>): Promise<void> {
  const { wired, rota } = now;
  if (wired === null) return;
  const isQuiet = first.isHidden || wasStartedAtLogin() || rota?.engine.settings.get().openWindowAtStart === false;
  const isAsked = first.link !== null || first.runName !== null;
  if (first.reopenAt !== null) return wired.windows.open(first.reopenAt);
  if (isAsked) wired.answer(first);
  else if (!isQuiet) return wired.windows.open(null);
  app.dock?.hide();
  // Neither tray nor window: nobody could find the app any more.
  if (!(await traySeen) && wired.windows.main() === null) wired.windows.openMinimised();
}
