import { useCallback, useMemo, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Run } from '../../contract/run.ts';
import type { Heard } from '../api/event-source.ts';
import { keys, type RunPages, type RunsFilter } from '../api/keys.ts';
import { useRuns } from '../api/queries.ts';
import { useHeard } from '../api/use-live.tsx';
import { isInFilter } from './run-filter.ts';

const none: readonly Run[] = [];

/** The runs of a filter, kept live: new ones join on top while the reader is there, else they wait behind a number. */
export function useRunList(filter: RunsFilter) {
  const queries = useQueryClient();
  const query = useRuns(filter);
  const isAtTop = useRef(true);
  // Another list fetches for itself what waits for this one.
  const [{ runs: waiting, of }, setWaiting] = useState({ runs: none, of: filter });
  const held = of === filter ? waiting : none;

  const loaded = useMemo(() => query.data?.pages.flatMap((page) => page.runs) ?? none, [query.data]);
  const runs = useMemo(() => loaded.filter((run) => isInFilter(run, filter)), [loaded, filter]);
  const known = useMemo(() => new Set(loaded.map((run) => run.id)), [loaded]);

  const add = useCallback(
    (fresh: readonly Run[]) => {
      queries.setQueryData<RunPages>(keys.runs(filter), (old) => {
        const [first, ...rest] = old?.pages ?? [];
        if (!old || !first) return old;
        const ids = new Set(fresh.map((run) => run.id));
        const merged = [...fresh, ...first.runs.filter((run) => !ids.has(run.id))].sort((a, b) => b.seq - a.seq);
        return { ...old, pages: [{ ...first, runs: merged }, ...rest] };
      });
    },
    [queries, filter],
  );

  const hear = useCallback(
    ({ announcement }: Heard) => {
      if (announcement.type !== 'run') return;
      const { run } = announcement;
      // An older one belongs on a page that is not loaded yet.
      const isOlder = run.seq < (loaded.at(-1)?.seq ?? 0);
      if (known.has(run.id) || isOlder || !isInFilter(run, filter)) return;
      if (isAtTop.current) add([run]);
      else
        setWaiting((old) => {
          const others = old.of === filter ? old.runs.filter(({ id }) => id !== run.id) : none;
          return { runs: [run, ...others], of: filter };
        });
    },
    [add, filter, known, loaded],
  );
  useHeard(hear);
  function showHeld(): void {
    add(held);
    setWaiting({ runs: none, of: filter });
  }

  return {
    query,
    runs,
    /** How many new runs wait to be shown. */
    fresh: held.filter((run) => !known.has(run.id)).length,
    showFresh: showHeld,
    onTop: (isTop: boolean) => {
      isAtTop.current = isTop;
      if (isTop && held.length > 0) showHeld();
    },
  };
}
