import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import { takeGridKey, toggled, withRange } from './grid-keys.ts';
import type { DataGridProps } from './grid-props.ts';
import type { GridRows } from './use-grid-rows.ts';

interface Hit<Row> {
  readonly row: Row;
  readonly index: number;
  readonly element: HTMLElement;
}

interface Keyboard {
  readonly pageRows: number;
  readonly areLettersOn: boolean;
}

/** Mouse and key handlers of a grid: one of each kind for all its rows. */
export function gridHandlers<Row>(props: DataGridProps<Row>, grid: GridRows, { pageRows, areLettersOn }: Keyboard) {
  const { rows, rowKey, selected, onSelect, onOpen, onAction, onMenu, onRowKey } = props;
  const { activeIndex, setActiveKey, moveTo, focusRow } = grid;
  const rowOf = (target: EventTarget): Hit<Row> | null => {
    const element = target instanceof Element ? target.closest<HTMLElement>('tr[data-key]') : null;
    const index = element ? rows.findIndex((row) => rowKey(row) === element.dataset['key']) : -1;
    const row = rows[index];
    return element && row !== undefined ? { row, index, element } : null;
  };
  const keyAt = (index: number) => (rows[index] === undefined ? undefined : rowKey(rows[index]));

  function onClick(event: MouseEvent): void {
    const hit = rowOf(event.target);
    if (!hit) return;
    const key = rowKey(hit.row);
    const button = (event.target as Element).closest<HTMLElement>('[data-action]');
    setActiveKey(key);
    if (event.shiftKey && selected && onSelect && (!button || button.dataset['action'] === 'select')) {
      onSelect(withRange(selected, { keyAt }, activeIndex, hit.index));
    } else if (button?.dataset['action'] === 'select' || ((event.ctrlKey || event.metaKey) && !button)) {
      if (selected && onSelect) onSelect(toggled(selected, key));
    } else if (button) onAction?.(button.dataset['action'] ?? '', hit.row, button);
    if (!button && getSelection()?.isCollapsed !== false && !(event.target as Element).closest('a, button'))
      focusRow(key);
  }
  function onContextMenu(event: MouseEvent): void {
    const hit = rowOf(event.target);
    if (!hit || !onMenu || getSelection()?.isCollapsed === false || (event.target as Element).closest('a, input'))
      return;
    event.preventDefault();
    setActiveKey(rowKey(hit.row));
    onMenu(hit.row, hit.element, { x: event.clientX, y: event.clientY });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const hit = rowOf(event.target);
    if (!hit) return;
    const wasTaken = takeGridKey(event, {
      count: rows.length,
      index: hit.index,
      pageRows,
      keyAt,
      selected: onSelect ? (selected ?? new Set()) : null,
      areLettersOn,
      move: moveTo,
      open: () => onOpen?.(hit.row),
      select: (next) => onSelect?.(next),
    });
    if (!wasTaken && onRowKey?.(event, hit.row, hit.element)) event.preventDefault();
  }
  return {
    onClick,
    onContextMenu,
    onKeyDown,
    onMouseDown(event: MouseEvent): void {
      // Shift and click selects rows, not their text.
      if (event.shiftKey && onSelect) event.preventDefault();
    },
    onDoubleClick(event: MouseEvent): void {
      const hit = rowOf(event.target);
      if (hit && !(event.target as Element).closest('button, a, input')) onOpen?.(hit.row);
    },
    onFocus(event: FocusEvent): void {
      const hit = rowOf(event.target);
      if (hit) setActiveKey(rowKey(hit.row));
    },
  };
}
