import { useMemo, useState } from 'react';
import { createGroups, opensByItself, type LogGroup, type LogGroups } from './log-groups.ts';
import { shownRows, type LogRows } from './log-rows.ts';

export interface Folds {
  readonly groups: LogGroups;
  readonly rows: LogRows;
  readonly isOpen: (group: LogGroup) => boolean;
  readonly toggle: (group: LogGroup) => void;
  readonly areAllOpen: boolean;
  readonly setAll: (areOpen: boolean) => void;
}

/** Which groups are open: those that the reader opened, and those that open by themselves. Going to a line opens its groups. */
export function useFolds(list: readonly LogGroup[], total: number, goal: number | null): Folds {
  const groups = useMemo(() => createGroups(list), [list]);
  const [all, setAll] = useState<boolean | null>(null);
  /** By the title's line: exceptions from the default. */
  const [chosen, setChosen] = useState<ReadonlyMap<number, boolean>>(new Map());
  const choice = useMemo(() => {
    const isOpen = (group: LogGroup) => chosen.get(group.from) ?? all ?? opensByItself(group);
    return { isOpen, hidden: groups.hidden(isOpen, total) };
  }, [groups, chosen, all, total]);
  const { isOpen } = choice;
  // Rows only move when the hidden lines change, not with each new line.
  const key = choice.hidden.join(' ');
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for what is hidden
  const rows = useMemo(() => shownRows(total, choice.hidden), [key, total]);

  const [opened, setOpened] = useState<{ goal: number | null; groups: LogGroups | null }>({ goal: null, groups: null });
  if (goal !== opened.goal || groups !== opened.groups) {
    setOpened({ goal, groups });
    const closed = goal === null ? [] : groups.around(goal).filter((group) => !isOpen(group));
    if (closed.length > 0) setChosen(new Map([...chosen, ...closed.map(({ from }) => [from, true] as const)]));
  }

  return {
    groups,
    rows,
    isOpen,
    toggle: (group) => setChosen(new Map([...chosen, [group.from, !isOpen(group)]])),
    areAllOpen: list.every(isOpen),
    setAll(areOpen) {
      setAll(areOpen);
      setChosen(new Map());
    },
  };
}
