import { use, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { withTerm } from '../search/with-term.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { SingleKeys } from '../ui/single-keys.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { actionOfKey, changingActions, roleOfAction, type RowAction } from './schedule-keys.ts';
import type { ScheduleActions } from './use-schedule-actions.ts';
import { valuesCheck } from './values-check.ts';

interface RowActsOptions {
  readonly actions: ScheduleActions;
  readonly processes: readonly ProcessRow[];
  readonly selectedRows: readonly ScheduleRow[];
  /** Why the actions are disabled. */
  readonly refusal: string | null;
  readonly onMenu: (row: ScheduleRow, element: HTMLElement) => void;
}

/** The actions of buttons, menus and keys on a row. */
export function useRowActs({ actions, processes, selectedRows, refusal, onMenu }: RowActsOptions) {
  const speech = useWords();
  const { mayNot } = speech;
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const areSingleKeysOn = use(SingleKeys);
  const toast = useToast();

  function act(action: RowAction, row: ScheduleRow, element: HTMLElement): void {
    const needed = roleOfAction[action];
    const why = (needed && mayNot(needed)) ?? (changingActions.has(action) ? refusal : null);
    if (why !== null && action !== 'favourite') return toast({ text: why, id: 'offline' });
    switch (action) {
      case 'parameters':
        return navigate(parametersOf(row.id));
      case 'run':
        return void start(row);
      case 'run-with':
        return setSearch({ run: row.id });
      case 'look':
        return void actions.look(row);
      case 'menu':
        return onMenu(row, element);
      case 'tag':
      case 'folder':
        return setSearch({
          q: withTerm(search.get('q') ?? '', action, element.dataset['value'] ?? '', speech.language),
        });
      case 'pause':
        return void actions.togglePause(row);
      case 'favourite':
        return void actions.toggleFavourite(row);
      case 'edit':
        return navigate(`/schedules/${row.id}/edit`);
      case 'duplicate':
        return navigate(`/schedules/new?from=${row.id}`);
      case 'runs':
        return navigate(`/runs?schedule=${row.id}`);
      case 'delete':
        return void actions.remove([row]);
    }
  }
  async function start(row: ScheduleRow): Promise<void> {
    const needsValues = await valuesCheck();
    if (needsValues(row, processes, speech)) setSearch({ run: row.id });
    else await actions.run([row]);
  }
  function onRowKey(event: KeyboardEvent, row: ScheduleRow, element: HTMLElement): boolean {
    const action = actionOfKey(event, areSingleKeysOn);
    if (action === null) return false;
    if (action === 'delete' && selectedRows.length > 1 && refusal === null && mayNot('editor') === null)
      void actions.remove(selectedRows);
    else act(action, row, element);
    return true;
  }
  return { act, onRowKey };
}

/** The address of the parameters dialog. */
export const parametersOf = (id: string): string => `/schedules/${id}/parameters${keptSearch()}`;

/** Filter and search stay while a dialog opens and closes. */
export function keptSearch(): string {
  const search = location.hash.split('?')[1];
  return search === undefined || search === '' ? '' : `?${search}`;
}
