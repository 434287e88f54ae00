import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { places } from './places.ts';
import type { Overlay } from './overlay.ts';

const chordMs = 1500;

export interface GlobalKeysOptions {
  readonly areSingleKeysOn: boolean;
  readonly open: (overlay: Overlay) => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select') !== null);

const isInDialog = (): boolean => document.querySelector('[role=dialog]') !== null;

/** The keys that work everywhere: Ctrl K, ?, / and g with a letter. Single letters can be turned off in the settings. */
export function useGlobalKeys({ areSingleKeysOn, open }: GlobalKeysOptions): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    let goUntil = 0;
    function onKeyDown(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
        return;
      }
      if (!areSingleKeysOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || isInDialog()) return;
      const isAfterG = event.timeStamp < goUntil;
      goUntil = 0;
      const place = isAfterG ? places.find(({ key }) => key === event.key) : undefined;
      if (place) {
        event.preventDefault();
        event.stopPropagation();
        navigate(place.path);
      } else if (event.key === 'g') goUntil = event.timeStamp + chordMs;
      else if (event.key === '?') open('shortcuts');
      else if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('main input[type=search], main input[data-search]');
        if (!search) return;
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, [areSingleKeysOn, open, navigate]);
}
