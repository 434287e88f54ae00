import { useEffect, type RefObject } from 'react';
import { placeBefore } from '../hash-location.ts';
import type { Lane, Mark } from './marks.ts';
import { nearest, type Place } from './step-from.ts';

/** The last opened mark, and its target. */
let opened: { readonly to: string; readonly lane: string; readonly start: number } | null = null;

/** Remembers the opened mark once the location has changed. */
export function rememberOpened(mark: Mark, lane: Lane): void {
  opened = { to: location.hash.slice(1).split('?')[0] ?? '', lane: lane.id, start: mark.start };
}

/** On the way back from an opened mark, focuses that mark; `lanes` is null until they are rendered. */
export function useBackAtMark(
  root: RefObject<HTMLElement | null>,
  lanes: readonly Lane[] | null,
  goTo: (place: Place) => void,
): void {
  const isDrawn = lanes !== null;
  useEffect(() => {
    const lane = lanes?.findIndex(({ id }) => id === opened?.lane) ?? -1;
    const marks = lanes?.[lane]?.marks ?? [];
    if (opened === null || placeBefore() !== opened.to || marks.length === 0) return;
    goTo({ lane, mark: nearest(marks, opened.start) });
    opened = null;
    requestAnimationFrame(() => {
      // By then the screen's title has the focus; if anything else has it, it stays there.
      if (!root.current || document.activeElement?.matches('body, h1') !== true) return;
      root.current.focus({ preventScroll: true });
      const id = root.current.getAttribute('aria-activedescendant') ?? '';
      document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- on arrival only, not with each new drawing
  }, [isDrawn]);
}
