import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../../contract/console.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { useSearchState } from '../../ui/hash-location.ts';
import type { RowAction } from '../schedule-keys.ts';
import { useRowActs } from '../use-row-acts.ts';
import type { ScheduleActions } from '../use-schedule-actions.ts';

interface PageActsOptions {
  readonly row: ScheduleRow;
  readonly actions: ScheduleActions;
  readonly processes: readonly ProcessRow[];
  /** Why the actions are disabled. */
  readonly refusal: string | null;
}

export interface PageActs {
  readonly act: (action: RowAction, element: HTMLElement) => void;
  /** The button of the open menu; null while it is closed. */
  readonly menu: HTMLElement | null;
  readonly closeMenu: () => void;
}

/** The same actions as on a row of the list, but dialogs open over this page, and a deleted schedule leads back to the list. */
export function usePageActs({ row, actions, processes, refusal }: PageActsOptions): PageActs {
  const [, navigate] = useLocation();
  const [, setSearch] = useSearchState();
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  const { act } = useRowActs({
    actions: {
      ...actions,
      remove: async (rows) => {
        const isGone = await actions.remove(rows);
        if (isGone) navigate('/schedules');
        return isGone;
      },
    },
    processes,
    selectedRows: [],
    refusal,
    onMenu: (_, element) => setMenu(element),
  });
  return {
    act: (action, element) => (action === 'parameters' ? setSearch({ show: 'parameters' }) : act(action, row, element)),
    menu,
    closeMenu: () => setMenu(null),
  };
}
