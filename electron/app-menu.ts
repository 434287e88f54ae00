import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from './words/words.ts';

/**
 * The menu bar. macOS has one for every app, and its copy and paste depend on it. Elsewhere the tray and the page offer everything, and
 * Chromium handles the usual keys by itself.
 */
export function appMenu(
  platform: NodeJS.Platform,
  words: Words,
  actions: { readonly openSettings: () => void; readonly openDataFolder: () => void },
): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null;
  return [
    {
      label: words.appName,
      submenu: [
        { role: 'about' },
        { type: 'separator' },
        { label: words.settings, accelerator: 'Command+,', click: actions.openSettings },
        { type: 'separator' },
        { role: 'services' },
        { role: 'hide' },
        { role: 'hideOthers' },
        { role: 'unhide' },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { label: words.editMenu, role: 'editMenu' },
    {
      label: words.viewMenu,
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
    },
    { label: words.windowMenu, role: 'windowMenu' },
    { label: words.helpMenu, role: 'help', submenu: [{ label: words.dataFolder, click: actions.openDataFolder }] },
  ];
}

export function setAppMenu(...args: Parameters<typeof appMenu>): void {
  const items = appMenu(...args);
  Menu.setApplicationMenu(items === null ? null : Menu.buildFromTemplate(items));
}
