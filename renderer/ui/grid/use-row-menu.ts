import { useCallback, useState } from 'react';
import type { Point } from './grid-props.ts';

/** The menu of a row: of which row it is open, as that row was then, and where it hangs. */
export function useRowMenu<Row>() {
  const [menu, setMenu] = useState<{ row: Row; anchor: HTMLElement; at?: Point } | null>(null);
  const openMenu = useCallback((row: Row, element: HTMLElement, at?: Point): void => {
    const anchor = element.closest('tr')?.querySelector<HTMLElement>('[data-action=menu]');
    if (anchor) setMenu({ row, anchor, ...(at ? { at } : {}) });
  }, []);
  const closeMenu = useCallback(() => setMenu(null), []);
  return { menu, openMenu, closeMenu };
}
