import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useProcessTitle } from '../api/queries.ts';
import { EmptyState, NoMatch } from '../ui/states.tsx';
import { useWords } from '../words/words.tsx';

interface NothingShownProps {
  /** null: all processes are shown, and there is nothing. */
  readonly process: string | null;
  /** null: those of all workers are shown. */
  readonly worker: string | null;
  readonly onAll: () => void;
}

/** Why the timeline is empty, and the one next action. */
export function NothingShown({ process, worker, onAll }: NothingShownProps) {
  const { w, say } = useWords();
  const titleOf = useProcessTitle();
  if (worker !== null)
    return <NoMatch text={w.timeline.emptyHere} clear={w.app.actions.clearFilters} onClear={onAll} />;
  return process === null ? (
    <EmptyState text={w.timeline.empty}>
      <Button component={Link} href="/schedules" variant="default">
        {w.overview.openScheduler}
      </Button>
    </EmptyState>
  ) : (
    <NoMatch
      text={say(w.timeline.emptyOf, { process: titleOf(process) })}
      clear={w.timeline.allProcesses}
      onClear={onAll}
    />
  );
}
