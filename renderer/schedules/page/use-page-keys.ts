import { use, useEffect, useRef } from 'react';
import { SingleKeys } from '../../ui/single-keys.ts';
import { actionOfKey, type RowAction } from '../schedule-keys.ts';

const isTaken = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [role=menu], [role=dialog]') !== null;

/** The keys of a row, while the page is shown and nothing is typed: only with single letters switched on, and never the one that deletes. */
export function usePageKeys(act: (action: RowAction, element: HTMLElement) => void): void {
  const areLettersOn = use(SingleKeys);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!areLettersOn) return undefined;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isTaken(event.target) || document.querySelector('[role=dialog]') !== null) return;
      const action = actionOfKey(event, true);
      if (action === null || action === 'delete') return;
      const button = document.querySelector<HTMLElement>('main [data-action=menu]');
      if (button === null) return;
      event.preventDefault();
      latest.current(action, button);
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [areLettersOn]);
}
