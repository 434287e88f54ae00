import { useCallback, useMemo, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Run } from '../../contract/run.ts';
import type { ServerEvent } from '../api/event-source.ts';
import { keys, type RunPages } from '../api/keys.ts';
import { useRuns } from '../api/queries.ts';
import { useServerEvents } from '../api/use-live.tsx';
import type { RunListState } from './run-filter.ts';
import { nothingPending, withPending, withOnTop, type PendingRuns } from './run-pages.ts';
import { useRunMatch } from './use-run-match.ts';
import { useRunsFilter } from './use-runs-filter.ts';

export type ShownRuns = ReturnType<typeof useRunList>;

const none: readonly Run[] = [];

/** The runs that match the address, live: new ones are added on top while the list is scrolled to its top, and otherwise wait behind a counter. */
export function useRunList(state: RunListState) {
  const queries = useQueryClient();
  const [isTop, setIsTop] = useState(true);
  const filter = useRunsFilter(state, isTop);
  const { asked, isIn } = useRunMatch(filter);
  const query = useRuns(filter);
  const isAtTop = useRef(true);
  // A different list fetches these runs itself.
  const [{ waiting, of }, setWaiting] = useState({ waiting: nothingPending, of: filter });
  const pending = of === filter ? waiting : nothingPending;

  const loaded = useMemo(() => query.data?.pages.flatMap((page) => page.runs) ?? none, [query.data]);
  const runs = useMemo(() => loaded.filter(isIn), [loaded, isIn]);
  const known = useMemo(() => new Set(loaded.map((run) => run.id)), [loaded]);

  const add = useCallback(
    (fresh: PendingRuns) => {
      queries.setQueryData<RunPages>(keys.runs(filter), (old) => old && withOnTop(old, fresh));
    },
    [queries, filter],
  );

  const receive = useCallback(
    ({ announcement }: ServerEvent) => {
      if (announcement.type !== 'run') return;
      const { run } = announcement;
      // An older run belongs to a page that is not loaded yet.
      const isOlder = run.seq < (loaded.at(-1)?.seq ?? 0);
      if (known.has(run.id) || isOlder || !isIn(run)) return;
      if (isAtTop.current) add(withPending(nothingPending, run));
      else
        setWaiting((old) => ({
          waiting: withPending(old.of === filter ? old.waiting : nothingPending, run),
          of: filter,
        }));
    },
    [add, filter, isIn, known, loaded],
  );
  useServerEvents(receive);
  function showPending(): void {
    add(pending);
    setWaiting({ waiting: nothingPending, of: filter });
  }

  return {
    query,
    runs,
    /** What the search asks for by keys; null: nothing. */
    asked,
    /** How many new runs wait to be shown; there may be more. */
    fresh: pending.runs.filter((run) => !known.has(run.id)).length,
    isMoreFresh: pending.isMore,
    showFresh: showPending,
    onTop: (isNowTop: boolean) => {
      isAtTop.current = isNowTop;
      setIsTop(isNowTop);
      if (isNowTop && pending.runs.length > 0) showPending();
    },
  };
}
