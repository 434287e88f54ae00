import type { QueryClient } from '@tanstack/react-query';

/**
 * An answer that was made before something changed may come in after the change was announced: it would put the old state back,
 * for good. `refresh` is given the family of each such query once its answer is there.
 */
export function watchOvertaken(queries: QueryClient, refresh: (family: string) => void) {
  const overtaken = new Set<string>();
  const cache = queries.getQueryCache();
  const stop = cache.subscribe((event) => {
    // `manual` is what the page itself puts in the cache.
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual === true) return;
    const [family] = event.query.queryKey as readonly unknown[];
    if (overtaken.delete(event.query.queryHash)) refresh(String(family));
  });
  return {
    /** Something that these families tell of has changed. */
    changed(families: readonly string[]): void {
      for (const family of families) {
        for (const { queryHash } of cache.findAll({ queryKey: [family], fetchStatus: 'fetching' }))
          overtaken.add(queryHash);
      }
    },
    stop,
  };
}
