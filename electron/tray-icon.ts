import type { TrayState } from './tray-state.ts';

/** The app's health as a shape: plain, a small play, bars, a dot with "!", a slash. */
export const iconShapes = ['idle', 'running', 'paused', 'attention', 'no-server'] as const;
export type IconShape = (typeof iconShapes)[number];

/** The most important state wins: no server, then attention, paused, running. */
export function iconShape(state: TrayState): IconShape {
  if (state.server === 'down' || !state.isReachable) return 'no-server';
  if (state.attention > 0 || (state.waiting > 0 && state.desktop !== 'ready')) return 'attention';
  if (state.isPaused) return 'paused';
  return state.running.length > 0 ? 'running' : 'idle';
}

/**
 * The file of an icon in `build/tray`. macOS colours a template itself (the name must end in "Template"); Windows takes an .ico for the
 * colour of its taskbar; Linux takes a PNG with an outline that is visible on both.
 */
export function iconFile(shape: IconShape, platform: NodeJS.Platform, isDarkTaskbar: boolean): string {
  switch (platform) {
    case 'darwin':
      return `mac/${shape}Template.png`;
    case 'win32':
      return `windows/${shape}-${isDarkTaskbar ? 'light' : 'dark'}.ico`;
    default:
      return `linux/${shape}.png`;
  }
}
