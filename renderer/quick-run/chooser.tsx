import { useMemo, useState } from 'react';
import { Kbd, TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useProcesses, useSchedules } from '../api/queries.ts';
import { Glyph } from '../ui/glyph.tsx';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { useOptionList, type OptionProps } from '../ui/use-option-list.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { favouriteChoices, findChoices, processChoices, type Choice, type Target } from './choices.ts';
import { useQuickRun } from './use-quick-run.ts';
import classes from './quick-run.module.css';

/** A search field with favourites and processes under it: Enter runs the marked one, or asks for its values. */
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

  const groups = useMemo(() => {
    const all = processes.data?.processes ?? [];
    const favourites = findChoices(favouriteChoices(schedules.data?.rows ?? [], all, speech), query);
    const others = findChoices(processChoices(all, speech), query);
    return [
      { label: w.quickRun.favourites, choices: favourites, first: 0 },
      { label: w.quickRun.processes, choices: others, first: favourites.length },
    ].filter(({ choices }) => choices.length > 0);
  }, [processes.data, schedules.data, query, speech, w]);
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
      <div {...options.listProps} aria-label={words.title} className={classes.list}>
        {groups.map(({ label, choices, first }) => (
          <div key={label} role="group" aria-label={label}>
            <div aria-hidden="true" className={classes.group}>
              {label}
            </div>
            {choices.map((choice, place) => (
              <Option
                key={choice.target.kind === 'process' ? choice.target.name : choice.target.id}
                choice={choice}
                option={options.optionProps(first + place)}
              />
            ))}
          </div>
        ))}
      </div>
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

/** Its name ends with … where values are asked for, as in the tray. */
function Option({ choice, option }: { readonly choice: Choice; readonly option: OptionProps }) {
  const { w } = useWords();
  const { name, detail, icon, asks } = choice;
  return (
    <div {...option}>
      <Glyph name={icon} />
      <span className={classes.name}>{asks ? `${name}…` : name}</span>
      {detail === '' ? null : (
        <span className={classes.detail} title={detail}>
          {' '}
          {detail}
        </span>
      )}
      {asks ? <VisuallyHidden> {w.quickRun.asks}</VisuallyHidden> : null}
    </div>
  );
}
