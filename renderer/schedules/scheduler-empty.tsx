import { Suspense } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useRestoreExample } from '../api/example.ts';
import { EmptyState, NoMatch } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import type { ScheduleActions } from './use-schedule-actions.ts';

const Beginnings = lazyPart(() => import('./beginnings.tsx').then((module) => module.Beginnings));

export interface SchedulerEmptyProps {
  readonly hasSchedules: boolean;
  readonly query: string;
  /** Only those for a worker or a group are shown. */
  readonly isOfWorker: boolean;
  readonly actions: ScheduleActions;
  /** Why the buttons are disabled. */
  readonly refusal: string | null;
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void;
}

/** Why no row is shown, and the one next action. */
export function SchedulerEmpty({ hasSchedules, query, isOfWorker, actions, refusal, onChange }: SchedulerEmptyProps) {
  const { w, say, mayNot } = useWords();
  const words = w.schedules.empty;
  if (hasSchedules && query !== '') {
    return <NoMatch text={say(words.noMatch, { query })} onClear={() => onChange({ q: null })} />;
  }
  if (hasSchedules)
    return (
      <NoMatch
        text={isOfWorker ? words.noWorker : words.noFilter}
        clear={words.showAll}
        onClear={() => onChange({ state: null, worker: null })}
      />
    );
  if (mayNot('editor') !== null) return <EmptyState text={words.text} />;
  return (
    <>
      <EmptyState text={words.text}>
        <ExampleButton actions={actions} refusal={refusal} />
        <Button component={Link} href="/schedules/new" variant="default">
          {w.schedules.newSchedule}
        </Button>
      </EmptyState>
      <Suspense fallback={null}>
        <Beginnings />
      </Suspense>
    </>
  );
}

/** Restores the example and runs it; its row and the first steps appear then. */
function ExampleButton({ actions, refusal }: Pick<SchedulerEmptyProps, 'actions' | 'refusal'>) {
  const { w, notDone } = useWords();
  const toast = useToast();
  const restore = useRestoreExample();
  const words = w.schedules.empty.example;

  async function runExample(): Promise<void> {
    try {
      await actions.run([await restore()]);
    } catch (error) {
      toast(notDone(words, error));
    }
  }
  return (
    <Button {...unless(refusal)} onClick={() => void runExample()}>
      {words}
    </Button>
  );
}
