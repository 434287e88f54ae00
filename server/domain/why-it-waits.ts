import type { Reason } from '../../contract/reasons.ts';
import type { Run } from '../../contract/run.ts';
import type { WorkerStatus } from '../../contract/worker.ts';

/** What can hold queued runs up beside those that stand before them. Instants in epoch ms. */
export interface Hold {
  readonly paused: { readonly isPaused: boolean; readonly until: number | null };
  readonly desktop: WorkerStatus['desktop'];
  /** Somebody answered "later": until when desktop robots leave the mouse alone. */
  readonly laterUntil: number | null;
  /** The run about which a person is being asked. */
  readonly askingAbout: string | null;
}

/** Why a queued run does not start although a place may be free; null when only the queue is before it. */
export function whyItWaits(run: Pick<Run, 'id'>, usesDesktop: boolean, hold: Hold): Reason | null {
  const { isPaused, until } = hold.paused;
  if (isPaused) return until === null ? because('all-paused') : because('all-paused-until', until);
  if (!usesDesktop) return null;
  if (hold.desktop !== 'ready') return because(`desktop-${hold.desktop}`);
  if (hold.laterUntil !== null) return because('desktop-later', hold.laterUntil);
  return hold.askingAbout === run.id ? because('desktop-asking') : null;
}

const because = (code: Reason['code'], at?: number): Reason => ({ code, params: at === undefined ? {} : { at } });
