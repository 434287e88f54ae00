import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import type { Point } from './grid-props.ts';

/** Positions a menu: at its button, or at the clicked point. */
export function placeOf(menu: HTMLElement | null, anchor: HTMLElement, at: Point | undefined) {
  const box = at ? new DOMRect(at.x, at.y) : anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu ?? { offsetWidth: 0, offsetHeight: 0 };
  const fitsBelow = box.bottom + offsetHeight + 8 < innerHeight;
  return {
    top: fitsBelow ? box.bottom + 2 : Math.max(8, box.top - offsetHeight - 2),
    left: Math.max(8, Math.min(at ? box.left : box.right - offsetWidth, innerWidth - offsetWidth - 8)),
  };
}

/** Closes a menu when something else is clicked. */
export function useCloseOutside(menu: RefObject<HTMLElement | null>, onClose: () => void): void {
  useEffect(() => {
    function closeOutside(event: Event): void {
      if (!(event.target instanceof Node) || !menu.current?.contains(event.target)) onClose();
    }
    addEventListener('pointerdown', closeOutside, true);
    addEventListener('resize', onClose);
    addEventListener('wheel', closeOutside, { passive: true });
    return () => {
      removeEventListener('pointerdown', closeOutside, true);
      removeEventListener('resize', onClose);
      removeEventListener('wheel', closeOutside);
    };
  }, [menu, onClose]);
}

/** Arrows, Home, End and letters move in a menu; Escape and Tab close it. */
export function takeMenuKey(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const go = (index: number) => entries[(index + entries.length) % entries.length]?.focus();
  event.stopPropagation();
  if (event.key === 'ArrowDown') go(at + 1);
  else if (event.key === 'ArrowUp') go(at - 1);
  else if (event.key === 'Home') go(0);
  else if (event.key === 'End') go(-1);
  else if (event.key === 'Escape' || event.key === 'Tab') close();
  else if (event.key.length === 1 && event.key !== ' ') {
    const letter = event.key.toLowerCase();
    go(
      [...entries.slice(at + 1), ...entries].findIndex((item) => item.textContent.toLowerCase().startsWith(letter)) +
        at +
        1,
    );
  } else return;
  event.preventDefault();
}
