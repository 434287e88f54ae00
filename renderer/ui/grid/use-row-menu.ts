import { useCallback, useState } from 'react';
import type { Point } from './grid-props.ts';

/** The open row menu: its row as of the opening, and its position. */
export function useRowMenu<Row>() {
  const [menu, setMenu] = useState<{ row: Row; anchor: HTMLElement; at?: Point } | null>(null);
  const openMenu = useCallback((row: Row, element: HTMLElement, at?: Point): void => {
    const anchor = element.closest('tr')?.querySelector<HTMLElement>('[data-action=menu]');
    if (anchor) setMenu({ row, anchor, ...(at ? { at } : {}) });
  }, []);
  const closeMenu = useCallback(() => setMenu(null), []);
  return { menu, openMenu, closeMenu };
}
