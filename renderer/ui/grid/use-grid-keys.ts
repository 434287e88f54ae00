import type { KeyboardEvent } from 'react';

export interface GridKeyTarget {
  readonly count: number;
  readonly index: number;
  readonly pageRows: number;
  readonly keyAt: (index: number) => string | undefined;
  readonly selected: ReadonlySet<string> | null;
  readonly move: (index: number) => void;
  readonly open: (index: number) => void;
  readonly select: (selected: ReadonlySet<string>) => void;
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement ? target.type !== 'checkbox' : target instanceof HTMLTextAreaElement;

/** The keys that every grid understands; says true if it took the key. */
export function takeGridKey(event: KeyboardEvent, grid: GridKeyTarget): boolean {
  if (isTyping(event.target) || event.altKey || event.metaKey) return false;
  const isOnButton = event.target instanceof HTMLElement && event.target.closest('button, a') !== null;
  const to = targetOf(event, grid);
  if (to !== null) {
    event.preventDefault();
    if (event.shiftKey && grid.selected) extend(grid, to);
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
  if (event.key === 'Escape' && grid.selected && grid.selected.size > 0) {
    grid.select(new Set());
    return true;
  }
  return false;
}

function targetOf(event: KeyboardEvent, grid: GridKeyTarget): number | null {
  const clamp = (index: number) => Math.max(0, Math.min(grid.count - 1, index));
  if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return null;
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

function extend(grid: GridKeyTarget, to: number): void {
  const next = new Set(grid.selected);
  for (let index = Math.min(grid.index, to); index <= Math.max(grid.index, to); index += 1) {
    const key = grid.keyAt(index);
    if (key !== undefined) next.add(key);
  }
  grid.select(next);
}

export function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}
