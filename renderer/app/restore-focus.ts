import { useEffect } from 'react';

/** The focused element and its ancestors: some of them may still exist when it is gone. */
interface Held {
  readonly element: HTMLElement;
  readonly around: readonly HTMLElement[];
}

/** Elements that open over the screen and close again. */
const over = '.mantine-Notifications-root, [role=dialog], [role=menu]';

function ancestorsOf(element: HTMLElement): readonly HTMLElement[] {
  const around: HTMLElement[] = [];
  for (let at = element.parentElement; at !== null; at = at.parentElement) around.push(at);
  return around;
}

/** The next row, in a list; the element focused before, for a message or a dialog; otherwise the title of the screen. */
function placeAfter({ element, around }: Held, before: Held | null): HTMLElement | null {
  if (element.isConnected) return element;
  const left = around.filter((each) => each.isConnected);
  const dialog = left.find((each) => each.matches('[role=dialog]'));
  if (dialog) return dialog.querySelector('button, input, textarea, a[href]');
  if (before && around.some((each) => each.matches(over))) return placeAfter(before, null);
  const row = left.find((each) => each.matches('tr[data-key]'));
  const grid = left.find((each) => each.matches('[role=grid]'));
  return row ?? grid?.querySelector<HTMLElement>('tr[data-active]') ?? document.querySelector('main h1');
}

/**
 * When a focused element disappears (a deleted row, a replaced button, an answered message), the browser moves the focus to the start of
 * the page. This moves it to where work goes on, unless something else has taken it.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let held: Held | null = null;
    let before: Held | null = null;
    let isLooking = false;
    const isLost = (): boolean => document.activeElement === document.body && document.hasFocus();

    function hold({ target }: FocusEvent): void {
      if (!(target instanceof HTMLElement)) return;
      held = { element: target, around: ancestorsOf(target) };
      if (target.closest(over) === null) before = held;
    }
    /** A click on empty space means to clear the focus. */
    function letGo({ target }: PointerEvent): void {
      if (held && !(target instanceof Node && held.element.contains(target))) held = null;
    }
    function look(): void {
      if (!held || isLooking || !isLost()) return;
      isLooking = true;
      // A dialog restores the focus by itself, and a new screen takes it: they come first.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          isLooking = false;
          if (held && isLost()) placeAfter(held, before)?.focus({ preventScroll: true });
        }),
      );
    }
    const changes = new MutationObserver(look);
    changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    addEventListener('focusin', hold);
    addEventListener('pointerdown', letGo, true);
    return () => {
      changes.disconnect();
      removeEventListener('focusin', hold);
      removeEventListener('pointerdown', letGo, true);
    };
  }, []);
}
