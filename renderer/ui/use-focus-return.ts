import { useEffect, useLayoutEffect } from 'react';

/** Restores the focus when a dialog closes. Mantine only does so for a dialog that was mounted closed before; ours are mounted by the address. */
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
 * A dialog opened by its address has no opener: when it closes, its row gets the focus, or else the screen's title. `key` is the row's key
 * while the dialog is open.
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
