import { useLayoutEffect } from 'react';

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
