import { useEffect } from 'react';

/** What had the focus, and where it stood: what is around it may still be there when it is gone. */
interface Held {
  readonly element: HTMLElement;
  readonly around: readonly HTMLElement[];
}

/** What lies over the screen and goes away again. */
const over = '.mantine-Notifications-root, [role=dialog], [role=menu]';

function ancestorsOf(element: HTMLElement): readonly HTMLElement[] {
  const around: HTMLElement[] = [];
  for (let at = element.parentElement; at !== null; at = at.parentElement) around.push(at);
  return around;
}

/** The row beside, in a list; what had the focus before, for a message or a dialog; else the title of the screen. */
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
 * A deleted row, a button that turns into another one, a message that was answered: what had the focus goes, and the browser
 * drops the focus at the begin of the page. Here it is put where one would go on, unless something else has taken it.
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
    /** Whoever clicks beside everything wants the focus nowhere. */
    function letGo({ target }: PointerEvent): void {
      if (held && !(target instanceof Node && held.element.contains(target))) held = null;
    }
    function look(): void {
      if (!held || isLooking || !isLost()) return;
      isLooking = true;
      // A dialog gives its focus back by itself, and a new screen takes it: they come first.
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
