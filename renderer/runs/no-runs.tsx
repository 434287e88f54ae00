import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useSearchState } from '../ui/hash-location.ts';
import { EmptyState, NoMatch } from '../ui/states.tsx';
import { useWords } from '../words/words.tsx';

const filters = ['result', 'process', 'schedule', 'worker', 'q', 'from', 'to', 'period'] as const;

/** Why no run is shown, and the one next action. */
export function NoRuns() {
  const { w, say } = useWords();
  const [search, setSearch] = useSearchState();
  const query = search.get('q') ?? '';
  const isFiltered = filters.some((key) => search.has(key));
  const clear = () => setSearch({ ...Object.fromEntries(filters.map((key) => [key, null])), tests: null });
  return isFiltered ? (
    <NoMatch
      text={query === '' ? w.runs.empty.noFilter : say(w.runs.empty.noMatch, { query })}
      clear={w.app.actions.clearFilters}
      onClear={clear}
    />
  ) : (
    <EmptyState text={w.runs.empty.text}>
      <Button component={Link} href="/schedules" variant="default">
        {w.runs.empty.action}
      </Button>
    </EmptyState>
  );
}
