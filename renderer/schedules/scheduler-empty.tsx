import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { call } from '../api/client.ts';
import { useProcesses } from '../api/queries.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { EmptyState, NoMatch } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';

export interface SchedulerEmptyProps {
  readonly hasSchedules: boolean;
  readonly query: string;
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void;
}

/** Why no row is shown, and the one next action. */
export function SchedulerEmpty({ hasSchedules, query, onChange }: SchedulerEmptyProps) {
  const { w, say } = useWords();
  const words = w.schedules.empty;
  if (hasSchedules && query !== '') {
    return <NoMatch text={say(words.noMatch, { query })} onClear={() => onChange({ q: null })} />;
  }
  if (hasSchedules)
    return <NoMatch text={words.noFilter} clear={words.showAll} onClear={() => onChange({ state: null })} />;
  return (
    <EmptyState text={words.text}>
      <ExampleButton />
      <Button component={Link} href="/schedules/new" variant="default">
        {w.schedules.newSchedule}
      </Button>
    </EmptyState>
  );
}

/** Runs the process that came along; not shown where it was deleted. */
function ExampleButton() {
  const { w, sayProblem } = useWords();
  const [, navigate] = useLocation();
  const toast = useToast();
  const processes = useProcesses();
  const example = processes.data?.processes.find(({ isBundled }) => isBundled);
  if (!example) return null;

  async function runExample(name: string): Promise<void> {
    try {
      const { run } = await call('startProcess', { path: { name }, body: { values: exampleValues } });
      rememberOwnRun(run.id);
      navigate(`/runs/${run.id}`);
    } catch (error) {
      toast({ text: sayProblem(error), tone: 'bad' });
    }
  }
  return <Button onClick={() => void runExample(example.process.name)}>{w.schedules.empty.example}</Button>;
}

const exampleValues = { userName: 'Ada', userSurname: 'Lovelace' };
