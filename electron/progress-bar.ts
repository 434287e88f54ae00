import type { TrayState } from './tray-state.ts';

/** The value for `BrowserWindow.setProgressBar`: -1 is none, above 1 is indeterminate. */
export interface Bar {
  readonly value: number;
  readonly mode: 'none' | 'normal' | 'indeterminate';
}

/** One run with known progress shows it; several, or one without progress, show an indeterminate bar. Progress is never invented. */
export function progressBar({ running }: Pick<TrayState, 'running'>): Bar {
  const [only, ...others] = running;
  if (only === undefined) return { value: -1, mode: 'none' };
  if (others.length > 0 || only.percent === null) return { value: 2, mode: 'indeterminate' };
  return { value: Math.min(1, Math.max(0, only.percent / 100)), mode: 'normal' };
}
