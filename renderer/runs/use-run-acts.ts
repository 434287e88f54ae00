import { use, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useNeeded } from '../attention/use-needed.ts';
import { useCopy } from '../ui/copy.ts';
import { SingleKeys } from '../ui/single-keys.ts';
import type { RunAct } from './run-menu.ts';
import type { RunActions } from './use-run-actions.ts';

/** The actions of buttons, menus and keys on a run of the list. */
export function useRunActs(actions: RunActions, onMenu: (run: Run, element: HTMLElement) => void) {
  const [, navigate] = useLocation();
  const areSingleKeysOn = use(SingleKeys);
  const copy = useCopy();
  const { itemOf, see } = useNeeded();

  function act(action: RunAct, run: Run, element: HTMLElement): void {
    switch (action) {
      case 'open':
        return navigate(`/runs/${run.id}`);
      case 'cancel':
        return void actions.cancel([run], run.status === 'cancelling');
      case 'retry':
        return void actions.retry([run]);
      case 'of-schedule':
        return navigate(`/runs?schedule=${run.scheduleId}&period=all`);
      case 'copy-link':
        return void copy(`${location.origin}${location.pathname}#/runs/${run.id}`);
      case 'copy-id':
        return void copy(run.id);
      case 'seen': {
        const item = itemOf(run);
        return item === null ? undefined : see(item);
      }
      case 'menu':
        return onMenu(run, element);
    }
  }
  function onRowKey(event: KeyboardEvent, run: Run, element: HTMLElement): boolean {
    if (event.shiftKey && event.key === 'F10') act('menu', run, element);
    else if (!areSingleKeysOn || event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (event.key === '.') act('menu', run, element);
    else if (event.key === 'c' && run.status !== 'ended') act('cancel', run, element);
    else if (event.key === 'y' && run.status === 'ended') act('retry', run, element);
    else return false;
    return true;
  }
  return { act, onRowKey, needsPerson: (run: Run) => itemOf(run) !== null };
}
