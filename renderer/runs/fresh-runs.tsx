import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { showFirstRow } from '../ui/grid/active-row.ts';
import { useWords } from '../words/words.tsx';
import classes from './runs.module.css';
import type { ShownRuns } from './use-run-list.ts';

/** "3 new runs": shown on request, so that no row moves while somebody reads. */
export function FreshRuns({ list }: { readonly list: ShownRuns }) {
  const { w, say, count, times } = useWords();
  const { fresh, isMoreFresh, showFresh } = list;
  return (
    <Button
      className={classes.fresh ?? ''}
      size="compact-sm"
      leftSection={<IconArrowUp size="0.875rem" />}
      onClick={() => {
        showFresh();
        showFirstRow();
      }}
    >
      {isMoreFresh ? say(w.runs.freshMany, { n: times.number(fresh) }) : count(w.runs.fresh, fresh)}
    </Button>
  );
}
