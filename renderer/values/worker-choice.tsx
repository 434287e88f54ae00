import { Select, type ComboboxItem, type ComboboxParsedItem, type OptionsFilter } from '@mantine/core';
import { closest } from '../../contract/close-names.ts';
import { findOptions } from '../words/find-options.ts';
import { searchText } from '../words/search-text.ts';
import { useWords, type Speech } from '../words/words.tsx';

/** Whom runs can be for. */
export interface Choices {
  readonly workers: readonly {
    readonly id: string;
    readonly name: string;
    readonly aliases: readonly string[];
    readonly isThis: boolean;
  }[];
  readonly groups: readonly string[];
}

interface WorkerChoiceProps {
  readonly choices: Choices;
  /** The ID of a worker or the name of a group; null: any worker. */
  readonly value: string | null;
  readonly onChange: (target: string | null) => void;
  readonly id?: string;
  readonly label: string;
  /** Without a label above it, as a filter. */
  readonly isBare?: boolean;
  /** What null is called; the default: any worker that can run it. */
  readonly any?: string;
  readonly error?: string | undefined;
  readonly className?: string;
}

/** Names and IDs begin with no blank. */
const anyValue = ' any';

/** A worker or a group. It is found by a part of a name or alias; where nothing has it, names that are close to it are offered. */
export function WorkerChoice(props: WorkerChoiceProps) {
  const { choices, value, onChange, id, label, isBare = false, error, className } = props;
  const speech = useWords();
  const { w, say } = speech;
  const words = w.workerChoice;
  const labelOf = ({ name, isThis }: Choices['workers'][number]) => (isThis ? say(words.here, { name }) : name);
  const isKnown =
    value === null || choices.workers.some((worker) => worker.id === value) || choices.groups.includes(value);
  const data = [
    { value: anyValue, label: props.any ?? words.anyHint },
    ...(isKnown ? [] : [{ value, label: value }]),
    {
      group: words.workers,
      items: choices.workers.map((worker) => ({ value: worker.id, label: labelOf(worker) })),
    },
    ...(choices.groups.length === 0
      ? []
      : [{ group: words.groups, items: choices.groups.map((name) => ({ value: name, label: name })) }]),
  ];
  const problem = error ?? (isKnown || isBare ? null : unknownText(value, choices, speech));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(isBare ? { 'aria-label': label, size: 'xs' } : { label })}
      {...(className === undefined ? {} : { className })}
      data={data}
      value={value ?? anyValue}
      onChange={(chosen) => onChange(chosen === anyValue ? null : chosen)}
      allowDeselect={false}
      error={problem}
      searchable
      // What one types then takes the place of the name.
      onClick={(event) => event.currentTarget.select()}
      filter={filterFor(choices)}
      nothingFoundMessage={words.none}
      comboboxProps={{ withinPortal: true, width: 'max-content', position: 'bottom-start' }}
    />
  );
}

/** Finds by aliases, too; without a match the close names. */
function filterFor({ workers, groups }: Choices): OptionsFilter {
  const aliases = new Map(workers.map((worker) => [worker.id, worker.aliases]));
  const find = findOptions((value) => aliases.get(value) ?? []);
  return (asked) => {
    const { options, search } = asked;
    const found = find(asked);
    if (found.length > 0) return found;
    const close = new Set(closeTo(search, { workers, groups }));
    return keep(options, ({ value }) => close.has(workers.find(({ id }) => id === value)?.name ?? value));
  };
}

function keep(options: readonly ComboboxParsedItem[], isKept: (item: ComboboxItem) => boolean): ComboboxParsedItem[] {
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (!('group' in option)) return isKept(option) ? [option] : [];
    const items = option.items.filter(isKept);
    return items.length === 0 ? [] : [{ ...option, items }];
  });
}

const closeTo = (given: string, { workers, groups }: Choices): readonly string[] =>
  closest(given, [...workers.map(({ name }) => name), ...groups], (name) => searchText(name).replace(/[\s_-]+/gu, ''));

/** A target that is not there any more, and what it may have become. */
function unknownText(given: string, choices: Choices, { w, say }: Speech): string {
  const words = w.workerChoice;
  const close = closeTo(given, choices);
  return close.length === 0
    ? say(words.unknown, { name: given })
    : say(words.unknownClose, { name: given, names: close.join(', ') });
}
