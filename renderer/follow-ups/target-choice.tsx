import { Select } from '@mantine/core';
import type { FollowUp } from '../../contract/follow-up.ts';
import { followUpWords } from '../words/follow-up-words.ts';
import { useWords } from '../words/words.tsx';
import { isChosen, type Targets } from './targets.ts';

interface TargetChoiceProps {
  readonly id: string;
  /** Instead of what is run. */
  readonly label?: string;
  readonly then: FollowUp['then'];
  readonly targets: Targets;
  readonly problem: string | undefined;
  readonly onChange: (then: FollowUp['then']) => void;
}

const processMark = 'process ';
const scheduleMark = 'schedule ';
const mostShown = 100;

/** A process or a schedule, in one list. */
export function TargetChoice({ id, label, then, targets, problem, onChange }: TargetChoiceProps) {
  const { language, say } = useWords();
  const words = followUpWords[language];
  const value = then.kind === 'process' ? processMark + then.process : scheduleMark + then.schedule;
  const isMissing = isChosen(then) && !targets.isThere(then);
  const data = [
    ...(isMissing ? [{ value, label: say(words.gone, { name: targets.nameOf(then) }) }] : []),
    {
      group: words.processes,
      items: targets.processes.map(({ name, title }) => ({ value: processMark + name, label: title })),
    },
    {
      group: words.schedules,
      items: targets.schedules.map((row) => ({ value: scheduleMark + row.id, label: row.name })),
    },
  ];
  function choose(next: string | null): void {
    if (next === null) return;
    if (next.startsWith(processMark))
      onChange({ kind: 'process', process: next.slice(processMark.length), worker: null });
    else onChange({ kind: 'schedule', schedule: next.slice(scheduleMark.length) });
  }
  return (
    <Select
      id={id}
      label={label ?? words.run}
      placeholder={words.choose}
      required
      searchable
      limit={mostShown}
      allowDeselect={false}
      nothingFoundMessage={words.nothingFound}
      data={data}
      value={isChosen(then) ? value : null}
      error={problem}
      onChange={choose}
      onClick={(event) => event.currentTarget.select()}
    />
  );
}
