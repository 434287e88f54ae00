import { app, BrowserWindow, screen } from 'electron';
import { sendEvent } from './ipc-main.ts';
import type { Bar } from './progress-bar.ts';
import type { Rota, Say } from './server-face.ts';
import type { ShellMemory } from './shell-memory.ts';
import { signIn } from './sign-in.ts';
import { mainWindowOptions, quickRunWindowOptions, visibleBounds, type WindowFacts } from './window-options.ts';

export interface Windows {
  /** Shows the page at a place, or where it is; opens the window if there is none. */
  open(hash: string | null): void;
  /** The small window that asks for values or for what to run. */
  openQuickRun(query: string): void;
  openMinimised(): void;
  main(): BrowserWindow | null;
  /** The run state on the taskbar or dock. */
  setBar(bar: Bar): void;
  /** How much needs a person, on the icon of the dock or the launcher, where the system shows such a number. */
  setBadge(count: number): void;
  isFocused(): boolean;
  readonly isOurs: (contents: Electron.WebContents) => boolean;
  /** Closes all for good. */
  close(): void;
}

export interface WindowsDeps {
  readonly rota: Rota;
  readonly facts: () => WindowFacts;
  readonly memory: ShellMemory;
  readonly say: Say;
  onClose(event: { preventDefault(): void }, window: BrowserWindow): void;
}

/** A page that crashes again and again is not reloaded for ever. */
const mostReloads = 5;

/** The windows that show the page. closing.ts decides what the close button does. */
export function createWindows(deps: WindowsDeps): Windows {
  let main: BrowserWindow | null = null;
  let quickRun: BrowserWindow | null = null;
  let bar: Bar = { value: -1, mode: 'none' };
  let badge = 0;
  let crashes = 0;

  function openMain(hash: string, isMinimised = false): BrowserWindow {
    const saved = visibleBounds(
      deps.memory.get().bounds,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    );
    const window = new BrowserWindow(mainWindowOptions(deps.facts(), saved));
    main = window;
    window.once('ready-to-show', () => showFirst(window, isMinimised));
    window.on('close', (event) => {
      keepBounds(window);
      deps.onClose(event, window);
    });
    window.on('closed', () => (main = null));
    // A taskbar drops the progress bar of a hidden window.
    window.on('show', () => showBar(window));
    if (process.platform === 'darwin') followInDock(window);
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      deps.say(`the page of the window ended: ${reason}`);
      crashes += 1;
      if (reason !== 'clean-exit' && crashes <= mostReloads) loadPage(deps, window, hash);
    });
    loadPage(deps, window, hash);
    return window;
  }

  function keepBounds(window: BrowserWindow): void {
    if (!window.isMinimized()) deps.memory.change({ bounds: window.getNormalBounds() });
  }

  const showBar = (window: BrowserWindow) => window.setProgressBar(bar.value, { mode: bar.mode });

  return {
    open(hash) {
      if (main === null) return void openMain(hash ?? '#/schedules');
      if (hash !== null) sendEvent(main.webContents, 'navigate', hash);
      if (main.isMinimized()) main.restore();
      main.show();
      main.focus();
    },
    openQuickRun(query) {
      quickRun?.destroy();
      const window = new BrowserWindow(quickRunWindowOptions(deps.facts()));
      quickRun = window;
      window.once('ready-to-show', () => window.show());
      window.on('closed', () => {
        if (quickRun === window) quickRun = null;
      });
      loadPage(deps, window, `#/quick-run${query}`);
    },
    openMinimised: () => void openMain('#/schedules', true),
    main: () => main,
    setBadge(count) {
      if (count !== badge) app.setBadgeCount(count);
      badge = count;
    },
    setBar(next) {
      bar = next;
      if (main !== null) showBar(main);
    },
    isFocused: () => main?.isFocused() === true || quickRun?.isFocused() === true,
    isOurs: (contents) => contents === main?.webContents || contents === quickRun?.webContents,
    close() {
      quickRun?.destroy();
      if (main !== null) keepBounds(main);
      main?.destroy();
    },
  };
}

function showFirst(window: BrowserWindow, isMinimised: boolean): void {
  // A window that was never shown is not in the taskbar, minimised or not.
  if (isMinimised) window.showInactive();
  if (isMinimised) window.minimize();
  else window.show();
}

/** On macOS Rota is in the dock while its window is open. */
function followInDock(window: BrowserWindow): void {
  window.on('show', () => void app.dock?.show().then(() => app.focus({ steal: true })));
  window.on('hide', () => app.dock?.hide());
}

function loadPage({ rota, say }: WindowsDeps, window: BrowserWindow, hash: string): void {
  signIn(rota, window.webContents.session.cookies)
    .then(() => window.loadURL(`${rota.url}/${hash}`))
    .catch((error: unknown) => {
      if (window.isDestroyed()) return;
      say('the window could not be signed in by itself; it uses a sign-in link', error);
      window.loadURL(rota.signInLink()).catch((failure: unknown) => say('the page cannot be loaded', failure));
    });
}
