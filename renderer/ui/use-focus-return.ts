import { useEffect, useLayoutEffect } from 'react';

/**
 * Gives the focus back to what had it when a dialog opened. Mantine does so only for a dialog that was there, closed, before;
 * ours come and go with the address.
 */
export function useFocusReturn(isOpen: boolean): void {
  useLayoutEffect(() => {
    const opener = document.activeElement;
    if (!isOpen || !(opener instanceof HTMLElement)) return undefined;
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && opener.isConnected) opener.focus();
      });
    };
  }, [isOpen]);
}

/**
 * A dialog that was opened by its address had no opener: when it is gone, the row it was about has the focus, or else the
 * title of the screen. `key` is that of the row while the dialog is open.
 */
export function useFocusFallback(key: string | null): void {
  useEffect(() => {
    if (key === null) return undefined;
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const row = document.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`);
        (row ?? document.querySelector<HTMLElement>('main h1'))?.focus();
      });
    };
  }, [key]);
}
