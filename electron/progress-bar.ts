import type { TrayState } from './tray-state.ts';

/** What `BrowserWindow.setProgressBar` takes: -1 is none, above 1 is indeterminate. */
export interface Bar {
  readonly value: number;
  readonly mode: 'none' | 'normal' | 'indeterminate';
}

/** One run with a known share shows it; several, or one that says nothing, show that something goes on; never invented. */
export function progressBar({ running }: Pick<TrayState, 'running'>): Bar {
  const [only, ...others] = running;
  if (only === undefined) return { value: -1, mode: 'none' };
  if (others.length > 0 || only.percent === null) return { value: 2, mode: 'indeterminate' };
  return { value: Math.min(1, Math.max(0, only.percent / 100)), mode: 'normal' };
}
