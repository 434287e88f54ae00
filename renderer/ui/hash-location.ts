import { useCallback, useSyncExternalStore } from 'react';

// Path and search both live behind the `#`, as in `#/runs?result=failed`: the server sees one page only.

/** Asked before the place changes; says true to let it, or keeps `go` for later. */
export type LeaveGuard = (go: () => void) => boolean;

let guard: LeaveGuard | null = null;
let settled = '';
let left = '';
const listeners = new Set<() => void>();

/** Puts a guard before every change of place; returns what takes it away. */
export function guardLeaving(next: LeaveGuard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}

const pathOf = (hash: string): string => `/${hash.replace(/^#?\/?/, '').split('?')[0] ?? ''}`;
const searchOf = (hash: string): string => hash.split('?').slice(1).join('?');

/** `#L123` behind an address is the line of a log, as on code pages: `#/runs/ID?attempt=1#L123`. */
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

/** The place where the reader was before this one; '' at the start. */
export const placeBefore = (): string => left;

function tell(): void {
  if (pathOf(location.hash) !== pathOf(settled)) left = pathOf(settled);
  settled = location.hash;
  for (const listener of listeners) listener();
}

/** Whether the guard lets a change of place happen now; if not, it may do so later. */
function mayGo(hash: string): boolean {
  if (guard === null || pathOf(hash) === pathOf(settled)) return true;
  return guard(() => {
    guard = null;
    location.hash = hash;
  });
}

readLine();
settled = location.hash;
// Back, forward, a typed address: it has happened already, so what is refused is taken back.
window.addEventListener('hashchange', () => {
  readLine();
  if (mayGo(location.hash)) tell();
  else history.pushState(null, '', settled);
});

/** Goes to a place such as `/runs?result=failed`. */
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

/** What stands in the search part, and how to change some of it (empty = taken out); the place in the history stays. */
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
