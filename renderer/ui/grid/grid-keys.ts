import type { KeyboardEvent } from 'react';

export interface GridKeyTarget {
  readonly count: number;
  readonly index: number;
  readonly pageRows: number;
  readonly keyAt: (index: number) => string | undefined;
  readonly selected: ReadonlySet<string> | null;
  /** Whether j and k move, as arrows do. */
  readonly areLettersOn: boolean;
  readonly move: (index: number) => void;
  readonly open: (index: number) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement ? target.type !== 'checkbox' : target instanceof HTMLTextAreaElement;

/** The keys that every grid handles; returns true if it used the key. */
export function takeGridKey(event: KeyboardEvent, grid: GridKeyTarget): boolean {
  if (isTyping(event.target) || event.altKey) return false;
  if (event.metaKey && event.key.toLowerCase() !== 'a') return false;
  const isOnButton = event.target instanceof HTMLElement && event.target.closest('button, a') !== null;
  const to = targetOf(event, grid);
  if (to !== null) {
    event.preventDefault();
    if (event.shiftKey && grid.selected) grid.select(withRange(grid.selected, grid, grid.index, to));
    grid.move(to);
    return true;
  }
  if (event.key === 'Enter' && !isOnButton && !event.ctrlKey) {
    event.preventDefault();
    grid.open(grid.index);
    return true;
  }
  if (event.key === ' ' && !isOnButton && grid.selected) {
    event.preventDefault();
    const key = grid.keyAt(grid.index);
    if (key !== undefined) grid.select(toggled(grid.selected, key));
    return true;
  }
  if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && !event.shiftKey && grid.selected) {
    event.preventDefault();
    grid.select(withRange(new Set(), grid, 0, grid.count - 1));
    return true;
  }
  if (event.key === 'Escape' && grid.selected && grid.selected.size > 0) {
    grid.select(new Set());
    return true;
  }
  return false;
}

function targetOf(event: KeyboardEvent, grid: GridKeyTarget): number | null {
  const clamp = (index: number) => Math.max(0, Math.min(grid.count - 1, index));
  if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return null;
  if (!grid.areLettersOn && event.key.length === 1) return null;
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return clamp(grid.index + 1);
    case 'ArrowUp':
    case 'k':
      return clamp(grid.index - 1);
    case 'PageDown':
      return clamp(grid.index + grid.pageRows);
    case 'PageUp':
      return clamp(grid.index - grid.pageRows);
    case 'Home':
      return 0;
    case 'End':
      return clamp(grid.count - 1);
    default:
      return null;
  }
}

/** The selection, and the range between two rows. */
export function withRange(
  selected: ReadonlySet<string>,
  { keyAt }: Pick<GridKeyTarget, 'keyAt'>,
  from: number,
  to: number,
): ReadonlySet<string> {
  const next = new Set(selected);
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const key = keyAt(index);
    if (key !== undefined) next.add(key);
  }
  return next;
}

export function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}
