import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { SavedView, ViewScreen } from '../../contract/order.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useHashSearch } from '../ui/hash-location.ts';

const noViews: readonly SavedView[] = [];

/** In the address of a screen: the view that it shows; `all` is none, not even the one that the screen opens with. */
const viewKey = 'view';
export const noView = 'all';

/** What a view keeps of an address: not an open dialog, and not the view itself. */
export function searchToKeep(search: string): string {
  const kept = new URLSearchParams(search);
  for (const key of [viewKey, 'run']) kept.delete(key);
  kept.sort();
  return kept.toString();
}

/** The saved views of a screen, and the one that its address names. A screen without any filter opens with its default view. */
export function useViews(screen: ViewScreen) {
  const search = useHashSearch();
  const [path, navigate] = useLocation();
  const query = useQuery({ queryKey: keys.views, queryFn: () => call('views') });
  const all = query.data?.views;
  const views = useMemo(() => all?.filter((view) => view.screen === screen) ?? noViews, [all, screen]);
  const asked = new URLSearchParams(search).get(viewKey);
  const present = views.find(({ id }) => id === asked) ?? null;

  function show(view: SavedView | null): void {
    const next = new URLSearchParams(view?.search ?? '');
    next.set(viewKey, view?.id ?? noView);
    navigate(`/${screen}?${next.toString()}`, { replace: true });
  }
  const arrived = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (all === undefined || path !== `/${screen}`) return;
    // A link to a view alone shows it; without anything in the address the default is shown. Each once: what is cleared then stays so.
    const isFirst = arrived.current === undefined;
    const isNew = arrived.current !== (present?.id ?? null);
    arrived.current = present?.id ?? null;
    const opens = isFirst && search === '' ? views.find(({ isDefault }) => isDefault) : isNew ? present : null;
    if (opens && opens.search !== '' && searchToKeep(search) === '') show(opens);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- on arrival, and when the views are known
  }, [all, search]);

  return { views, present, show, isChanged: present !== null && searchToKeep(search) !== searchToKeep(present.search) };
}
