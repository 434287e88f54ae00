import { app, Notification, powerMonitor } from 'electron';
import { start } from '../server/start.ts';
import { restartArgs } from './arguments.ts';
import { startAgainAfterEnd } from './crash.ts';
import { createDesktopWarning } from './desktop-warning.ts';
import { takeScreen } from './screenshot.ts';
import { afterMs, type Rota } from './server-face.ts';
import type { ShellLife } from './shell-life.ts';
import { warningPage } from './shell-pages.ts';
import { openShellWindow } from './shell-window.ts';
import { systemKeyStore } from './system-key-store.ts';
import { startOrGoBack } from './start-or-go-back.ts';
import { noState } from './tray-state.ts';
import { checkForUpdates } from './update-check.ts';
import { utilityHosts } from './utility-host.ts';
import { utilityScripts } from './utility-scripts.ts';
import { wire } from './wire.ts';
import { fill } from './words/words.ts';

/** Starts the server inside the shell, connects everything to it, and handles the requests that were queued meanwhile. */
export async function startServer(life: ShellLife): Promise<void> {
  const { now, stoppers, words, show } = life;
  show(noState(now.language, 'starting'));
  const rota = await startIn(life);
  now.rota = rota;
  stoppers.add(() => rota.stop());
  const wired = wireTo(life, rota);
  now.wired = wired;
  stoppers.add(
    checkForUpdates(afterMs, life.deps.say, (version) => {
      new Notification({ title: words().appName, body: fill(words().updateReady, { version }) }).show();
    }),
  );
  for (const one of now.asked) wired.answer(one);
  now.asked = [];
}

async function startIn(life: ShellLife): Promise<Rota> {
  const { deps, where, now, quit, words, facts } = life;
  const started = await startOrGoBack(
    start,
    {
      config: deps.config,
      isDesktop: true,
      keyStore: systemKeyStore(process.platform),
      processesFolder: where.processes,
      startHost: utilityHosts(where.runnerHost),
      scriptRuntime: utilityScripts(where.scriptChild),
      beforeDesktopRun: createDesktopWarning({
        seconds: () => now.rota?.engine.settings.get().desktopWarningSeconds ?? 0,
        open: (name, seconds) =>
          openShellWindow(facts(), warningPage(name, seconds, words(), now.language), 'corner', 190),
        after: afterMs,
      }),
      isSessionEnding: () => now.isSessionEnding,
      takeScreen: (widest) => takeScreen(deps.isWayland, widest),
      // Under Wayland Electron may answer 0 for ever; the server asks the desktop there.
      ...(deps.isWayland ? {} : { idleSeconds: () => powerMonitor.getSystemIdleTime() }),
      restart: () => restart(life, started.address),
      end: () => quit.quitNow(),
    },
    now.addressBefore,
    deps.say,
  );
  return started;
}

function wireTo(life: ShellLife, rota: Rota) {
  const { deps, memory, now, quit, stoppers, trayWatch, facts, show } = life;
  return wire({
    ...{ rota, memory, facts, quit, stoppers },
    isWayland: deps.isWayland,
    language: () => now.language,
    say: deps.say,
    canComeBack: () => trayWatch.isVisible() || process.platform === 'darwin',
    program: { file: deps.appImage ?? process.execPath, args: app.isPackaged ? [] : [app.getAppPath()] },
    onLanguage(language) {
      now.language = language;
      show({ ...now.state, language });
    },
    onState: show,
  });
}

/** No robots run any more: the server has stopped them. */
function restart({ deps, now, quit }: ShellLife, { host, port }: Rota['address']): void {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const window = now.wired?.windows.main();
  const isOpen = window?.isVisible() === true || window?.isMinimized() === true;
  const page = isOpen ? window.webContents.getURL() : null;
  quit.quitAndStart(() => startAgainAfterEnd(restartArgs(process.argv, page, address), deps.appImage));
}
