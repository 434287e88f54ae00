import type { QueryClient } from '@tanstack/react-query';

/**
 * Detects answers that were made before a change but arrive after its announcement: they would bring the old state back for good. `refresh`
 * gets the family of each such query once its answer is there.
 */
export function watchOvertaken(queries: QueryClient, refresh: (family: string) => void) {
  const overtaken = new Set<string>();
  const cache = queries.getQueryCache();
  const stop = cache.subscribe((event) => {
    // `manual`: data that the page itself put in the cache.
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual === true) return;
    const [family] = event.query.queryKey as readonly unknown[];
    if (overtaken.delete(event.query.queryHash)) refresh(String(family));
  });
  return {
    /** Something in these families has changed. */
    changed(families: readonly string[]): void {
      for (const family of families) {
        for (const { queryHash } of cache.findAll({ queryKey: [family], fetchStatus: 'fetching' }))
          overtaken.add(queryHash);
      }
    },
    stop,
  };
}
