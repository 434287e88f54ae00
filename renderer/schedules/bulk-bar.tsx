import { Suspense, useState } from 'react';
import { Button } from '@mantine/core';
import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import { useKnownName } from '../api/names.ts';
import { valuesCheck } from './values-check.ts';
import type { ScheduleActions } from './use-schedule-actions.ts';
import classes from './schedules.module.css';

const MarksDialog = lazyPart(() => import('../tags/marks-dialog.tsx').then((module) => module.MarksDialog));

export interface BulkBarProps {
  readonly rows: readonly ScheduleRow[];
  readonly actions: ScheduleActions;
  readonly processes: readonly ProcessRow[];
  /** Why its buttons are disabled. */
  readonly refusal: string | null;
  readonly onClear: () => void;
}

/** The actions on all selected schedules. */
export function BulkBar({ rows, actions, processes, refusal, onClear }: BulkBarProps) {
  const speech = useWords();
  const { w, count, mayNot } = speech;
  const words = w.schedules.bulk;
  const toast = useToast();
  const nameOf = useKnownName();
  const [isMarking, setIsMarking] = useState(false);
  const off = unless(refusal);
  const active = rows.filter((row) => row.state === 'active');
  const paused = rows.filter((row) => row.state === 'paused');

  async function runAll(): Promise<void> {
    const needsValues = await valuesCheck();
    const lacking = rows.filter((row) => needsValues(row, processes, speech));
    const ready = rows.filter((row) => !lacking.includes(row));
    if (ready.length > 0) void actions.run(ready);
    if (lacking.length > 0) {
      const names = lacking.map((row) => row.name).join(', ');
      toast({ text: count(w.schedules.toasts.needsValues, lacking.length, { names }), tone: 'bad' });
    }
  }
  return (
    <div className={classes.bulk} role="group" aria-label={words.label}>
      <strong>{count(words.selected, rows.length)}</strong>
      <Button size="compact-sm" variant="default" {...off} onClick={() => void runAll()}>
        {words.run}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={active.length === 0}
        {...off}
        onClick={() => void actions.pause(active)}
      >
        {words.pause}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={paused.length === 0}
        {...off}
        onClick={() => void actions.resume(paused)}
      >
        {words.resume}
      </Button>
      <Button size="compact-sm" variant="default" aria-haspopup="dialog" {...off} onClick={() => setIsMarking(true)}>
        {words.marks}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        {...unless(mayNot('editor') ?? refusal)}
        onClick={() => {
          void actions.remove(rows).then((isDone) => isDone && onClear());
        }}
      >
        {words.remove}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" c="inherit" onClick={onClear}>
        {words.clear}
      </Button>
      {isMarking ? (
        <Suspense fallback={null}>
          <MarksDialog
            all={rows.map((row) => ({ kind: 'schedule', what: row.id, name: nameOf(row), marks: row.options }))}
            onClose={() => setIsMarking(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
