import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import classes from './row-menu.module.css';

export interface RowMenuItem {
  readonly id: string;
  readonly text: string;
  readonly icon?: ReactNode;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  /** Why it is disabled. */
  readonly why?: string;
  /** A line above it. */
  readonly startsGroup?: boolean;
  readonly keys?: string;
}

export interface RowMenuProps {
  readonly label: string;
  /** The button beside which it stands. The focus goes back to what had it: the row, where a key opened the menu, else this. */
  readonly anchor: HTMLElement;
  /** Where it was asked for with the mouse: it opens there instead. */
  readonly at?: { readonly x: number; readonly y: number } | undefined;
  readonly items: readonly RowMenuItem[];
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/**
 * The menu of a row. One for the whole grid, because a menu component in each virtual row triples the cost of scrolling.
 */
export function RowMenu({ label, anchor, at, items, onPick, onClose }: RowMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const [opener] = useState(() => (anchor.closest('tr')?.matches(':focus') ? anchor.closest('tr') : anchor));
  const [place, setPlace] = useState({ top: 0, left: 0 });

  useLayoutEffect(() => {
    const box = at ? new DOMRect(at.x, at.y) : anchor.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = menu.current ?? { offsetWidth: 0, offsetHeight: 0 };
    const fitsBelow = box.bottom + offsetHeight + 8 < innerHeight;
    setPlace({
      top: fitsBelow ? box.bottom + 2 : Math.max(8, box.top - offsetHeight - 2),
      left: Math.max(8, Math.min(at ? box.left : box.right - offsetWidth, innerWidth - offsetWidth - 8)),
    });
    menu.current?.querySelector<HTMLElement>('[role=menuitem]:not([aria-disabled])')?.focus({ preventScroll: true });
  }, [anchor, at]);

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
  }, [onClose]);

  function close(): void {
    onClose();
    (opener?.isConnected ? opener : anchor).focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const entries = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
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
  return createPortal(
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      className={classes.menu}
      style={place}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
      tabIndex={-1}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={classes.item}
          data-danger={item.isDangerous || undefined}
          data-group={item.startsGroup || undefined}
          aria-disabled={item.isDisabled || undefined}
          title={item.why}
          onClick={() => {
            if (item.isDisabled) return;
            close();
            onPick(item.id);
          }}
        >
          <span className={classes.icon} aria-hidden="true">
            {item.icon}
          </span>
          <span className={classes.text}>{item.text}</span>
          {item.keys === undefined ? null : (
            <kbd className={classes.keys} aria-hidden="true">
              {item.keys}
            </kbd>
          )}
        </button>
      ))}
    </div>,
    document.body,
  );
}
