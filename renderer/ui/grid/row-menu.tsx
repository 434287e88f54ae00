import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Point } from './grid-props.ts';
import { placeOf, takeMenuKey, useCloseOutside } from './menu-handlers.ts';
import classes from './row-menu.module.css';

export interface RowMenuItem {
  readonly id: string;
  readonly text: string;
  readonly icon?: ReactNode;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  /** Why it is disabled. */
  readonly why?: string;
  /** A separator above it. */
  readonly startsGroup?: boolean;
  readonly keys?: string;
}

export interface RowMenuProps {
  readonly label: string;
  /** The button that opens it. The focus returns to what had it before: the row, if a key opened the menu, else this button. */
  readonly anchor: HTMLElement;
  /** The clicked point: the menu opens there instead. */
  readonly at?: Point | undefined;
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
    setPlace(placeOf(menu.current, anchor, at));
    menu.current?.querySelector<HTMLElement>('[role=menuitem]:not([aria-disabled])')?.focus({ preventScroll: true });
  }, [anchor, at]);
  useCloseOutside(menu, onClose);
  function close(): void {
    onClose();
    (opener?.isConnected ? opener : anchor).focus();
  }
  return createPortal(
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      className={classes.menu}
      style={place}
      onKeyDown={(event) => takeMenuKey(event, close)}
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
