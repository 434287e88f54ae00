import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

/** A saved window position, in screen pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The security options of every window: sandbox, isolated context, no Node. */
const fences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences;

export interface WindowFacts {
  readonly platform: NodeJS.Platform;
  readonly preload: string;
  readonly icon: string;
  readonly isDark: boolean;
  readonly isDeveloping: boolean;
}

/** The main window. Hidden until the first paint, to avoid a flash. */
export function mainWindowOptions(facts: WindowFacts, bounds: Bounds | null): BrowserWindowConstructorOptions {
  return {
    title: 'Rota',
    width: 1180,
    height: 760,
    minWidth: 360,
    minHeight: 480,
    ...(bounds ?? {}),
    show: false,
    backgroundColor: background(facts.isDark),
    ...iconOf(facts),
    ...(facts.platform === 'darwin' ? {} : { autoHideMenuBar: true }),
    webPreferences: withPage(facts),
  };
}

/** The small window that asks for values or for what to run. */
export function quickRunWindowOptions(facts: WindowFacts): BrowserWindowConstructorOptions {
  return {
    title: 'Rota',
    width: 420,
    height: 560,
    useContentSize: true,
    show: false,
    center: true,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: facts.platform !== 'linux',
    backgroundColor: background(facts.isDark),
    ...iconOf(facts),
    ...(facts.platform === 'darwin' ? {} : { autoHideMenuBar: true }),
    webPreferences: withPage(facts),
  };
}

/** A window for a shell page: no script at all, so no preload. */
export function shellWindowOptions(
  facts: WindowFacts,
  size: { readonly width: number; readonly height: number; readonly isOnTop: boolean },
): BrowserWindowConstructorOptions {
  return {
    title: 'Rota',
    width: size.width,
    height: size.height,
    useContentSize: true,
    show: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    alwaysOnTop: size.isOnTop,
    skipTaskbar: size.isOnTop,
    backgroundColor: background(facts.isDark),
    ...iconOf(facts),
    ...(facts.platform === 'darwin' ? {} : { autoHideMenuBar: true }),
    webPreferences: { ...fences, javascript: false, devTools: false },
  };
}

const withPage = ({ preload, isDeveloping }: WindowFacts): WebPreferences => ({
  ...fences,
  preload,
  devTools: isDeveloping,
});
const background = (isDark: boolean) => (isDark ? '#1a1b1e' : '#ffffff');
/** macOS takes the icon from the bundle. */
const iconOf = ({ platform, icon }: WindowFacts) => (platform === 'darwin' ? {} : { icon });

/** Where to open: the saved position if it is still on a screen; otherwise the system decides. */
export function visibleBounds(saved: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  if (saved === null) return null;
  const grip = 80;
  const isSeen = screens.some(
    (screen) =>
      saved.x + saved.width > screen.x + grip &&
      saved.x < screen.x + screen.width - grip &&
      saved.y >= screen.y - 8 &&
      saved.y < screen.y + screen.height - grip,
  );
  return isSeen ? saved : null;
}
