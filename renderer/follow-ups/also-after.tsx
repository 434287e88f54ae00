import { MultiSelect } from '@mantine/core';
import { mostAlsoAfter } from '../../contract/follow-up.ts';
import { followUpWords } from '../words/follow-up-words.ts';
import { useWords } from '../words/words.tsx';
import type { Targets } from './targets.ts';

interface AlsoAfterProps {
  readonly id: string;
  /** The IDs of schedules; of a process their names, too. */
  readonly value: readonly string[];
  readonly targets: Targets;
  /** The schedule whose runs are followed: it is waited for anyway. */
  readonly own: string | null;
  readonly problem: string | undefined;
  readonly onChange: (value: readonly string[]) => void;
}

const mostShown = 100;

/** The schedules that must have succeeded today, too. */
export function AlsoAfter({ id, value, targets, own, problem, onChange }: AlsoAfterProps) {
  const { language, say } = useWords();
  const words = followUpWords[language];
  const known = targets.schedules.filter((row) => row.id !== own).map((row) => ({ value: row.id, label: row.name }));
  const ids = new Map(targets.schedules.map((row) => [row.name, row.id]));
  const hasId = new Set(targets.schedules.map((row) => row.id));
  const chosen = value.map((one) => (hasId.has(one) ? one : (ids.get(one) ?? one)));
  const gone = chosen
    .filter((one) => !known.some((row) => row.value === one))
    .map((one) => ({ value: one, label: say(words.gone, { name: one }) }));
  if (known.length === 0 && gone.length === 0) return null;
  return (
    <MultiSelect
      id={id}
      label={words.alsoAfter}
      description={words.alsoAfterHint}
      placeholder={chosen.length === 0 ? words.alsoAfterEmpty : ''}
      searchable
      clearable
      limit={mostShown}
      maxValues={mostAlsoAfter}
      data={[...gone, ...known]}
      value={chosen}
      nothingFoundMessage={words.nothingFound}
      error={problem}
      onChange={onChange}
    />
  );
}
