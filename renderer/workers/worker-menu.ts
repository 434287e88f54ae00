import type { FleetWorker } from '../../contract/worker.ts';
import type { RowMenuItem } from '../ui/grid/row-menu.tsx';
import type { WorkerWords } from '../words/en/workers.ts';
import { isRemovable } from './worker-state.ts';

export type WorkerAct = 'menu' | 'edit' | 'drain' | 'maintain' | 'resume' | 'runs' | 'copyId' | 'newId' | 'remove';

/** The menu of a worker. `refusal`: why nothing can be changed now. */
export function workerMenuItems(
  worker: FleetWorker,
  words: WorkerWords,
  refusal: string | null,
): readonly RowMenuItem[] {
  const { menu } = words;
  const off = refusal === null ? {} : { isDisabled: true, why: refusal };
  const whyKept = refusal ?? (worker.isThis ? menu.thisStays : isRemovable(worker) ? null : menu.notRemovable);
  const kind = worker.mode?.kind;
  return [
    { id: 'edit', text: menu.edit, keys: 'E' },
    { id: 'runs', text: menu.runs },
    { id: 'copyId', text: menu.copyId },
    ...(kind === undefined ? [{ id: 'drain', text: menu.drain, keys: 'D', startsGroup: true, ...off }] : []),
    ...(kind === 'maintenance'
      ? []
      : [{ id: 'maintain', text: menu.maintain, keys: 'M', startsGroup: kind !== undefined, ...off }]),
    ...(kind === undefined
      ? []
      : [{ id: 'resume', text: menu.resume, keys: 'B', startsGroup: kind === 'maintenance', ...off }]),
    ...(worker.state === 'id-taken' && worker.isThis ? [{ id: 'newId', text: menu.newId, ...off }] : []),
    {
      id: 'remove',
      text: menu.remove,
      keys: 'Del',
      isDangerous: true,
      startsGroup: true,
      ...(whyKept === null ? {} : { isDisabled: true, why: whyKept }),
    },
  ];
}
