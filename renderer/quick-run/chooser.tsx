import { useState } from 'react';
import { Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useProcesses, useSchedules } from '../api/queries.ts';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { useOptionList } from '../ui/use-option-list.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { ChoiceList } from './choice-list.tsx';
import type { Choice, Target } from './choices.ts';
import { useChoices } from './use-choices.ts';
import { useQuickRun } from './use-quick-run.ts';
import classes from './quick-run.module.css';

/** A search field over favourites and processes: Enter runs the marked one, or asks for its values. */
export function Chooser({ onChoose }: { readonly onChoose: (target: Target) => void }) {
  const speech = useWords();
  const { w, say, count } = speech;
  const words = w.quickRun;
  const processes = useProcesses();
  const schedules = useSchedules();
  const { run, leave } = useQuickRun();
  const [query, setQuery] = useState('');
  const [problem, setProblem] = useState('');
  const { whenIdle } = useBusy();

  const groups = useChoices(processes.data?.processes, schedules.data?.rows, query);
  const found = groups.flatMap(({ choices }) => choices);
  const failed = processes.error ?? schedules.error;
  const isLoading = processes.isPending || schedules.isPending;

  async function pick(choice: Choice | undefined): Promise<void> {
    if (!choice) return;
    if (choice.asks) return onChoose(choice.target);
    setProblem('');
    await whenIdle(() => run(choice.target, undefined).catch((error: unknown) => setProblem(speech.sayProblem(error))));
  }
  const options = useOptionList({
    count: found.length,
    query,
    onPick: (index) => void pick(found[index]),
    onLeave: leave,
  });
  const isEmpty = !isLoading && failed === null && query === '' && found.length === 0;
  return (
    <div className={classes.window}>
      <h1 className={classes.title}>{words.title}</h1>
      <TextInput
        autoFocus
        aria-label={words.search}
        placeholder={words.search}
        size="md"
        variant="unstyled"
        classNames={{ root: classes.search ?? '', input: classes.input ?? '' }}
        leftSection={<IconSearch size="1.0625rem" />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          options.markFirst();
          setProblem('');
        }}
        {...options.fieldProps}
      />
      {problem === '' ? null : (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      {failed === null ? null : (
        <ProblemPanel error={failed} onRetry={() => Promise.all([processes.refetch(), schedules.refetch()])} />
      )}
      {isLoading && failed === null ? <SkeletonRows rows={5} height={32} /> : null}
      {isEmpty ? <EmptyState text={words.empty} /> : null}
      <ChoiceList groups={groups} options={options} />
      <footer className={classes.foot}>
        <span role="status">
          {isLoading || isEmpty || failed !== null
            ? ''
            : found.length === 0
              ? say(words.none, { query })
              : count(words.results, found.length)}
        </span>
        <span className={classes.keys} aria-hidden="true">
          <Kbd>↑ ↓</Kbd> {words.keys.move} <Kbd>Enter</Kbd> {words.keys.run} <Kbd>Esc</Kbd> {words.keys.close}
        </span>
      </footer>
    </div>
  );
}
