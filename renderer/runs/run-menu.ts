import type { Run } from '../../contract/run.ts';
import type { RowMenuItem } from '../ui/grid/row-menu.tsx';
import type { Words } from '../words/words.tsx';

export type RunAct = 'open' | 'retry' | 'cancel' | 'of-schedule' | 'copy-link' | 'copy-id' | 'seen' | 'menu';

/** The ⋯ menu of a run's row. `needsPerson`: nobody has said yet that they have seen it. */
export function runMenuItems(
  run: Run,
  w: Words,
  refusal: string | null,
  needsPerson: boolean,
): readonly (RowMenuItem & { readonly id: RunAct })[] {
  const { actions, menu } = w.runs;
  const off = refusal === null ? {} : { isDisabled: true, why: refusal };
  return [
    { id: 'open', text: w.app.toasts.openRun, keys: 'Enter' },
    run.status === 'ended'
      ? { id: 'retry', text: actions.retrySame, keys: 'Y', ...off }
      : { id: 'cancel', text: run.status === 'cancelling' ? actions.force : actions.cancel, keys: 'C', ...off },
    ...(needsPerson ? [{ id: 'seen' as const, text: w.overview.attention.markSeen, ...off }] : []),
    { id: 'of-schedule', text: menu.ofSchedule, startsGroup: true },
    { id: 'copy-link', text: menu.copyLink, startsGroup: true },
    { id: 'copy-id', text: menu.copyId },
  ];
}
