import { use, useMemo, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import type { FleetWorker } from '../../contract/worker.ts';
import { useProcessTitle } from '../api/queries.ts';
import { useCopy } from '../ui/copy.ts';
import { DataGrid } from '../ui/grid/data-grid.tsx';
import { RowMenu } from '../ui/grid/row-menu.tsx';
import { useRowMenu } from '../ui/grid/use-row-menu.ts';
import { SingleKeys } from '../ui/single-keys.ts';
import { NoMatch } from '../ui/states.tsx';
import { workerWords } from '../words/worker-words.ts';
import { useWords } from '../words/words.tsx';
import type { WorkerActs } from './use-worker-acts.ts';
import { workerColumns } from './worker-columns.tsx';
import { workerMenuItems, type WorkerAct } from './worker-menu.ts';
import { hasOtherTime } from './worker-state.ts';

interface WorkerGridProps {
  readonly all: readonly FleetWorker[];
  readonly shown: readonly FleetWorker[];
  /** The search text; '' for none. */
  readonly wanted: string;
  readonly acts: WorkerActs;
  /** Why nothing can be changed now. */
  readonly refusal: string | null;
  readonly onEdit: (worker: FleetWorker) => void;
  readonly onClear: () => void;
}

const workerId = ({ id }: FleetWorker): string => id;
const keys: Readonly<Record<string, WorkerAct>> = {
  '.': 'menu',
  e: 'edit',
  d: 'drain',
  m: 'maintain',
  b: 'resume',
  Delete: 'remove',
};

/** The workers as rows, with the menu of each. */
export function WorkerGrid({ all, shown, wanted, acts, refusal, onEdit, onClear }: WorkerGridProps) {
  const speech = useWords();
  const { language, say } = speech;
  const words = workerWords[language];
  const titleOf = useProcessTitle();
  const { menu, openMenu, closeMenu } = useRowMenu<FleetWorker>();
  const hasGroups = all.some(({ groups }) => groups.length > 0);
  const areClocksOff = all.some(hasOtherTime);
  const columns = useMemo(
    () => workerColumns(speech, { refusal, titleOf, hasGroups, areClocksOff }),
    [speech, refusal, titleOf, hasGroups, areClocksOff],
  );
  const { act, onRowKey } = useRowActs({ words, acts, refusal, onEdit, onMenu: openMenu });
  const menuWorker = menu === null ? undefined : all.find(({ id }) => id === menu.row.id);
  return (
    <>
      <DataGrid
        label={words.grid}
        rows={shown}
        rowKey={workerId}
        columns={columns}
        onOpen={onEdit}
        onAction={(action, worker, element) => act(action as WorkerAct, worker, element)}
        onMenu={openMenu}
        onRowKey={onRowKey}
        empty={<NoMatch text={say(words.noMatch, { query: wanted })} onClear={onClear} />}
      />
      {menu && menuWorker ? (
        <RowMenu
          label={say(words.rowActions.more, { name: menuWorker.name })}
          anchor={menu.anchor}
          at={menu.at}
          items={workerMenuItems(menuWorker, words, refusal)}
          onPick={(id) => act(id as WorkerAct, menuWorker, menu.anchor)}
          onClose={closeMenu}
        />
      ) : null}
    </>
  );
}

interface RowActsOptions extends Pick<WorkerGridProps, 'acts' | 'refusal' | 'onEdit'> {
  readonly words: (typeof workerWords)['en'];
  readonly onMenu: (worker: FleetWorker, element: HTMLElement) => void;
}

/** The actions of buttons, menus and keys on a worker. */
function useRowActs({ words, acts, refusal, onEdit, onMenu }: RowActsOptions) {
  const [, navigate] = useLocation();
  const copy = useCopy();
  const areSingleKeysOn = use(SingleKeys);

  function act(action: WorkerAct, worker: FleetWorker, element: HTMLElement): void {
    // What a button or a key asks for must be in the menu, and not disabled there.
    const item = workerMenuItems(worker, words, refusal).find(({ id }) => id === action);
    if (action === 'menu') return onMenu(worker, element);
    if (item === undefined || item.isDisabled === true) return;
    if (action === 'edit') onEdit(worker);
    else if (action === 'drain') void acts.drain(worker);
    else if (action === 'maintain') void acts.maintain(worker);
    else if (action === 'resume') void acts.resume(worker);
    else if (action === 'runs') navigate(`/runs?worker=${encodeURIComponent(worker.id)}&period=30d`);
    else if (action === 'copyId') void copy(worker.id);
    else if (action === 'newId') void acts.renewId();
    else void acts.remove(worker);
  }
  function onRowKey(event: KeyboardEvent, worker: FleetWorker, element: HTMLElement): boolean {
    if (event.shiftKey && event.key === 'F10') act('menu', worker, element);
    else if (!areSingleKeysOn || event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (Object.hasOwn(keys, event.key)) act(keys[event.key] ?? 'menu', worker, element);
    else return false;
    return true;
  }
  return { act, onRowKey };
}
