import { use, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import { SingleKeys } from '../ui/single-keys.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { useRemoveProcess } from './use-remove-process.ts';

/** The actions of buttons, menus and keys on a process of the list. */
export function useProcessActs(onMenu: (row: ProcessRow, element: HTMLElement) => void) {
  const [, navigate] = useLocation();
  const remove = useRemoveProcess();
  const { mayNot } = useWords();
  const toast = useToast();
  const areSingleKeysOn = use(SingleKeys);

  function act(action: string, row: ProcessRow, element: HTMLElement): void {
    const name = encodeURIComponent(row.process.name);
    if (action === 'menu') onMenu(row, element);
    else if (action === 'test' && mayNot('operator') !== null) toast({ text: mayNot('operator') ?? '', id: 'offline' });
    else if (action === 'test') navigate(`/processes/${name}?test=1`);
    else if (action === 'edit') navigate(`/processes/${name}`);
    else if (action === 'schedule') navigate(`/schedules/new?process=${name}`);
    else if (action === 'runs') navigate(`/runs?process=${name}&period=30d`);
    else if (action === 'duplicate') navigate(`/processes/new?from=${name}`);
    else if (action === 'remove') void remove(row);
  }
  function onRowKey(event: KeyboardEvent, row: ProcessRow, element: HTMLElement): boolean {
    if (event.shiftKey && event.key === 'F10') act('menu', row, element);
    else if (!areSingleKeysOn || event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (event.key === '.') act('menu', row, element);
    else if (event.key === 'e') act('edit', row, element);
    else if (event.key === 'r') act('test', row, element);
    else if (event.key === 'Delete') act('remove', row, element);
    else return false;
    return true;
  }
  return { act, onRowKey };
}
