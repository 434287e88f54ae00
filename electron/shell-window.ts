import { BrowserWindow, screen } from 'electron';
import { answerIn } from './shell-pages.ts';
import { putShellPage } from './shell-scheme.ts';
import { shellWindowOptions, type WindowFacts } from './window-options.ts';

export interface ShellWindow {
  /** The answer of a link, or null when the window was closed. Called once. */
  readonly answer: Promise<string | null>;
  /** Brings the window to the front. */
  focus(): void;
  close(): void;
}

/** Shows a shell page in a small window; `corner` puts it bottom right without taking the focus. */
export function openShellWindow(
  facts: WindowFacts,
  html: string,
  place: 'centre' | 'corner',
  height: number,
): ShellWindow {
  const isCorner = place === 'corner';
  const window = new BrowserWindow(shellWindowOptions(facts, { width: 440, height, isOnTop: isCorner }));
  const page = putShellPage(html);
  if (isCorner) {
    const { workArea } = screen.getPrimaryDisplay();
    // Also above full-screen programs, in which robots often work.
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.setPosition(workArea.x + workArea.width - 440 - 16, workArea.y + workArea.height - height - 48);
  }
  const answer = new Promise<string | null>((resolve) => {
    window.webContents.on('will-navigate', (event) => {
      const given = answerIn(event.url);
      if (given === null) return;
      resolve(given);
      window.close();
    });
    window.once('closed', () => {
      page.remove();
      resolve(null);
    });
  });
  window.once('ready-to-show', () => (isCorner ? window.showInactive() : window.show()));
  void window.loadURL(page.url).catch(() => window.close());
  return {
    answer,
    focus: () => {
      if (!window.isDestroyed()) window.show();
    },
    close: () => {
      if (!window.isDestroyed()) window.close();
    },
  };
}
