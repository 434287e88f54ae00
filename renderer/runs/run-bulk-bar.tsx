import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { Run } from '../../contract/run.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import classes from './runs.module.css';
import type { RunActions } from './use-run-actions.ts';

export interface RunBulkBarProps {
  readonly runs: readonly Run[];
  readonly actions: RunActions;
  readonly onClear: () => void;
}

/** The actions on all selected runs. */
export function RunBulkBar({ runs, actions, onClear }: RunBulkBarProps) {
  const { w, count, mayNot } = useWords();
  const words = w.runs.bulk;
  const [, navigate] = useLocation();
  const off = unless(useIsOffline() ? w.app.problems.actionsOff : mayNot('operator'));
  const active = runs.filter((run) => run.status !== 'ended');
  const ended = runs.filter((run) => run.status === 'ended');
  return (
    <div className={classes.bulk} role="group" aria-label={words.label}>
      <strong>{count(words.selected, runs.length)}</strong>
      <Button
        size="compact-sm"
        variant="default"
        disabled={active.length === 0}
        {...off}
        onClick={() => void actions.cancel(active).then(onClear)}
      >
        {words.cancel}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={ended.length === 0}
        {...off}
        onClick={() => void actions.retry(ended).then(onClear)}
      >
        {words.retry}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        {...unless(runs.length === 2 ? null : words.twoOnly)}
        onClick={() => navigate(comparePlace(runs))}
      >
        {words.compare}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" c="inherit" onClick={onClear}>
        {words.clear}
      </Button>
    </div>
  );
}

/** The older one on the left. */
function comparePlace(runs: readonly Run[]): string {
  const [older, newer] = runs.toSorted((one, other) => one.seq - other.seq);
  return `/runs/compare?a=${older?.id ?? ''}&b=${newer?.id ?? ''}`;
}
