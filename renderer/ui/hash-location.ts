import { useCallback, useSyncExternalStore } from 'react';

// Path and search are both behind the `#`, as in `#/runs?result=failed`: the server serves a single page.

/** Called before a navigation; returns true to allow it, or keeps `go` for later. */
export type LeaveGuard = (go: () => void) => boolean;

let guard: LeaveGuard | null = null;
let settled = '';
let left = '';
const listeners = new Set<() => void>();

/** Registers a navigation guard; returns the function that removes it. */
export function guardLeaving(next: LeaveGuard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}

const pathOf = (hash: string): string => `/${hash.replace(/^#?\/?/, '').split('?')[0] ?? ''}`;
const searchOf = (hash: string): string => hash.split('?').slice(1).join('?');

/** `#L123` at the end of an address selects a log line, as on code pages: `#/runs/ID?attempt=1#L123`. */
function withLine(hash: string): string {
  const [, place = '', line = ''] = /^(#.*?)#L(\d{1,12})(?:-L?\d+)?$/.exec(hash) ?? [];
  if (line === '') return hash;
  const search = new URLSearchParams(searchOf(place));
  search.set('line', line);
  return `#${pathOf(place)}?${search.toString()}`;
}
function readLine(): void {
  const hash = withLine(location.hash);
  if (hash !== location.hash) history.replaceState(null, '', hash);
}

/** The previous location; '' at the start. */
export const placeBefore = (): string => left;

function tell(): void {
  if (pathOf(location.hash) !== pathOf(settled)) left = pathOf(settled);
  settled = location.hash;
  for (const listener of listeners) listener();
}

/** Whether the guard allows a navigation now; it may call `go` later. */
function mayGo(hash: string): boolean {
  if (guard === null || pathOf(hash) === pathOf(settled)) return true;
  return guard(() => {
    guard = null;
    location.hash = hash;
  });
}

readLine();
settled = location.hash;
// Back, forward or a typed address: the browser has already navigated, so a refusal undoes it.
window.addEventListener('hashchange', () => {
  readLine();
  if (mayGo(location.hash)) tell();
  else history.pushState(null, '', settled);
});

/** Navigates to a location such as `/runs?result=failed`. */
export function navigate(to: string, options?: { readonly replace?: boolean }): void {
  const hash = `#${to}`;
  if (hash === location.hash || !mayGo(hash)) return;
  if (options?.replace === true) {
    history.replaceState(null, '', hash);
    tell();
  } else location.hash = hash;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useHashPath = (): [string, typeof navigate] => [
  useSyncExternalStore(subscribe, () => pathOf(location.hash)),
  navigate,
];
export const useHashSearch = (): string => useSyncExternalStore(subscribe, () => searchOf(location.hash));

/** The search part and a function that changes it (empty = removed); replaces the history entry. */
export function useSearchState(): [URLSearchParams, (change: Readonly<Record<string, string | null>>) => void] {
  const search = useHashSearch();
  const change = useCallback((wanted: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(searchOf(location.hash));
    for (const [key, value] of Object.entries(wanted)) {
      if (value === null || value === '') next.delete(key);
      else next.set(key, value);
    }
    const text = next.toString();
    navigate(pathOf(location.hash) + (text === '' ? '' : `?${text}`), { replace: true });
  }, []);
  return [new URLSearchParams(search), change];
}
