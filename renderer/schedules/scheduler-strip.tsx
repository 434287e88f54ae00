import { Suspense } from 'react';
import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { SearchQuery } from '../../contract/search-query.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { FirstRunStrip } from './first-run-strip.tsx';
import type { ScheduleActions } from './use-schedule-actions.ts';

// Not needed before somebody searches or selects.
const SearchStrip = lazyPart(() => import('../search/search-strip.tsx').then((module) => module.SearchStrip));
const BulkBar = lazyPart(() => import('./bulk-bar.tsx').then((module) => module.BulkBar));

interface SchedulerStripProps {
  /** The schedule of the first steps, while they are shown. */
  readonly example: ScheduleRow | undefined;
  readonly selected: readonly ScheduleRow[];
  /** The search text, and what it asks for by keys. */
  readonly query: string;
  readonly asked: SearchQuery | null;
  readonly onSearch: (text: string | null) => void;
  readonly actions: ScheduleActions;
  readonly processes: readonly ProcessRow[];
  /** Why nothing can be run now. */
  readonly refusal: string | null;
  readonly onClear: () => void;
}

/** Above the schedules: the first steps, and the actions on the selected ones. */
export function SchedulerStrip(props: SchedulerStripProps) {
  const { example, selected, refusal, actions, query, asked, onSearch, ...bulk } = props;
  return (
    <>
      {example ? <FirstRunStrip row={example} refusal={refusal} onRun={() => void actions.run([example])} /> : null}
      <Suspense fallback={null}>
        {asked === null ? null : <SearchStrip text={query} query={asked} onChange={onSearch} />}
        {selected.length > 0 ? <BulkBar rows={selected} actions={actions} refusal={refusal} {...bulk} /> : null}
      </Suspense>
    </>
  );
}
