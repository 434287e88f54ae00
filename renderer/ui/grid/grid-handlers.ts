import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import { takeGridKey, toggled, withRange } from './grid-keys.ts';
import type { DataGridProps } from './grid-props.ts';
import { isHeadingLine, lineKey, type GridLine } from './headings.ts';
import type { GridRows } from './use-grid-rows.ts';

interface Hit<Row> {
  readonly line: GridLine<Row>;
  readonly index: number;
  readonly element: HTMLElement;
}

interface Keyboard {
  readonly pageRows: number;
  readonly areLettersOn: boolean;
}

/** Finds the line of an element, and the keys of lines that are rows. */
function finder<Row>(lines: readonly GridLine<Row>[], rowKey: (row: Row) => string) {
  return {
    rowOf: (target: EventTarget): Hit<Row> | null => {
      const element = target instanceof Element ? target.closest<HTMLElement>('tr[data-key]') : null;
      const index = element ? lines.findIndex((line) => lineKey(line, rowKey) === element.dataset['key']) : -1;
      const line = lines[index];
      return element && line !== undefined ? { line, index, element } : null;
    },
    keyAt: (index: number): string | undefined => {
      const line = lines[index];
      return line === undefined || isHeadingLine(line) ? undefined : rowKey(line);
    },
  };
}

/** Mouse and key handlers of a grid: one of each kind for all its rows. */
export function gridHandlers<Row>(
  props: DataGridProps<Row>,
  lines: readonly GridLine<Row>[],
  grid: GridRows,
  { pageRows, areLettersOn }: Keyboard,
) {
  const { rowKey, selected, onSelect, onOpen, onAction, onMenu, onRowKey, onHeading } = props;
  const { activeIndex, setActiveKey, moveTo, focusRow } = grid;
  const { rowOf, keyAt } = finder(lines, rowKey);

  function onClick(event: MouseEvent): void {
    const hit = rowOf(event.target);
    if (!hit) return;
    const { line } = hit;
    const key = lineKey(line, rowKey);
    setActiveKey(key);
    if (isHeadingLine(line)) return (focusRow(key), onHeading?.(line.heading.key));
    const button = (event.target as Element).closest<HTMLElement>('[data-action]');
    if (event.shiftKey && selected && onSelect && (!button || button.dataset['action'] === 'select')) {
      onSelect(withRange(selected, { keyAt }, activeIndex, hit.index));
    } else if (button?.dataset['action'] === 'select' || ((event.ctrlKey || event.metaKey) && !button)) {
      if (selected && onSelect) onSelect(toggled(selected, key));
    } else if (button) onAction?.(button.dataset['action'] ?? '', line, button);
    if (!button && getSelection()?.isCollapsed !== false && !(event.target as Element).closest('a, button'))
      focusRow(key);
  }
  function onContextMenu(event: MouseEvent): void {
    const hit = rowOf(event.target);
    if (
      !hit ||
      isHeadingLine(hit.line) ||
      !onMenu ||
      getSelection()?.isCollapsed === false ||
      (event.target as Element).closest('a, input')
    )
      return;
    event.preventDefault();
    setActiveKey(rowKey(hit.line));
    onMenu(hit.line, hit.element, { x: event.clientX, y: event.clientY });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const hit = rowOf(event.target);
    if (!hit) return;
    const { line } = hit;
    if (isHeadingLine(line) && isToggle(event, line.heading.isOpen)) {
      event.preventDefault();
      return onHeading?.(line.heading.key);
    }
    const wasTaken = takeGridKey(event, {
      count: lines.length,
      index: hit.index,
      pageRows,
      keyAt,
      selected: onSelect ? (selected ?? new Set()) : null,
      areLettersOn,
      move: moveTo,
      open: () => (isHeadingLine(line) ? onHeading?.(line.heading.key) : onOpen?.(line)),
      select: (next) => onSelect?.(next),
    });
    if (!wasTaken && !isHeadingLine(line) && onRowKey?.(event, line, hit.element)) event.preventDefault();
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
      if (hit && !isHeadingLine(hit.line) && !(event.target as Element).closest('button, a, input')) onOpen?.(hit.line);
    },
    onFocus(event: FocusEvent): void {
      const hit = rowOf(event.target);
      if (hit) setActiveKey(lineKey(hit.line, rowKey));
    },
  };
}

/** Right opens a heading, left closes it, the space bar does either. */
const isToggle = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent, isOpen: boolean): boolean =>
  !ctrlKey && !altKey && !metaKey && (key === ' ' || key === (isOpen ? 'ArrowLeft' : 'ArrowRight'));
