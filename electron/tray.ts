import { Menu, nativeImage, nativeTheme, Tray, type MenuItemConstructorOptions } from 'electron';
import path from 'node:path';
import type { Say } from './server-face.ts';
import { iconFile, iconShape } from './tray-icon.ts';
import { trayMenu, trayTooltip, type MenuEntry, type TrayAction } from './tray-menu.ts';
import type { TrayState } from './tray-state.ts';

export interface TrayIcon {
  show(state: TrayState): void;
  /** Creates the icon again, for a panel that did not exist the first time. */
  renew(): void;
  destroy(): void;
}

/** The icon in the tray. Its menu is replaced only when its text changes: on Linux replacing it closes an open one. */
export function createTray(deps: {
  readonly folder: string;
  readonly now: () => number;
  readonly say: Say;
  readonly perform: (action: TrayAction) => void;
}): TrayIcon {
  const { platform } = process;
  let shown = '';
  let icon = '';
  let last: TrayState | null = null;
  let tray: Tray | null = null;

  function image(state: TrayState): string {
    return path.join(
      deps.folder,
      iconFile(iconShape(state), platform, nativeTheme.shouldUseDarkColorsForSystemIntegratedUI),
    );
  }

  function show(state: TrayState): void {
    last = state;
    const now = deps.now();
    const file = image(state);
    if (tray === null) {
      tray = open(file);
      icon = file;
    } else if (file !== icon) tray.setImage(load(file));
    icon = file;
    tray.setToolTip(trayTooltip(state, now));
    const entries = trayMenu(platform === 'linux' ? inSteps(state) : state, now);
    const text = JSON.stringify(entries);
    if (text === shown) return;
    shown = text;
    tray.setContextMenu(Menu.buildFromTemplate(template(entries, deps.perform)));
  }

  function open(file: string): Tray {
    const opened = new Tray(load(file));
    // macOS opens the menu by itself; not every Linux desktop reports a click.
    if (platform === 'win32') opened.on('click', () => deps.perform({ do: 'open', hash: null }));
    return opened;
  }

  const repaint = () => {
    if (last !== null) show(last);
  };
  nativeTheme.on('updated', repaint);
  return {
    show,
    renew() {
      if (platform !== 'linux' || tray === null) return;
      tray.destroy();
      tray = null;
      shown = '';
      repaint();
    },
    destroy() {
      nativeTheme.removeListener('updated', repaint);
      tray?.destroy();
      tray = null;
    },
  };
}

/** Rounds the progress: a menu that is replaced each second closes on Linux before it can be read. The tooltip has the exact share. */
function inSteps(state: TrayState): TrayState {
  const running = state.running.map((run) => ({
    ...run,
    percent: run.percent === null ? null : Math.floor(run.percent / 10) * 10,
  }));
  return { ...state, running };
}

function load(file: string): Electron.NativeImage | string {
  if (process.platform !== 'darwin') return file;
  const image = nativeImage.createFromPath(file);
  image.setTemplateImage(true);
  return image;
}

/** Our entries as Electron takes them. `&` marks an access key there, so an `&` in a name is doubled. */
export function template(
  entries: readonly MenuEntry[],
  perform: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return entries.map((entry): MenuItemConstructorOptions => {
    switch (entry.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'submenu':
        return { label: entry.label.replaceAll('&', '&&'), submenu: template(entry.entries, perform) };
      case 'item': {
        const { action } = entry;
        const label = entry.label.replaceAll('&', '&&');
        return action === null ? { label, enabled: false } : { label, click: () => perform(action) };
      }
    }
  });
}
