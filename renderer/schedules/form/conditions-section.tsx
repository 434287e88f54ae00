import { useState } from 'react';
import { Button, Menu, NumberInput, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { conditionKinds, mostConditions, type Condition, type Conditions } from '../../../contract/conditions.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import { useLabels } from '../../ui/labels.tsx';
import { useWords } from '../../words/words.tsx';
import { ConditionCard } from './condition-card.tsx';
import { newCondition, newConditions, withConditions } from './condition-drafts.ts';
import classes from './form.module.css';

interface ConditionsSectionProps {
  readonly options: ScheduleOptions;
  readonly timezone: string;
  /** The process that is to run; empty: none is chosen yet. */
  readonly process: string;
  /** The schedule itself; null if it is new. */
  readonly own: string | null;
  /** By field: `conditions.list.0.folder`. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (options: ScheduleOptions) => void;
}

interface Removed {
  readonly condition: Condition;
  readonly index: number;
}

/** What must hold before a run that is due starts. */
export function ConditionsSection({ options, timezone, process, own, problems, onChange }: ConditionsSectionProps) {
  const { w, say } = useWords();
  const words = w.conditions;
  const { undo } = useLabels();
  const [removed, setRemoved] = useState<Removed | null>(null);
  const conditions = options.conditions ?? newConditions;
  const { list } = conditions;
  const put = (next: Partial<Conditions>) => onChange(withConditions(options, { ...conditions, ...next }));

  function remove(index: number): void {
    const condition = list[index];
    if (condition === undefined) return;
    setRemoved({ condition, index });
    put({ list: list.toSpliced(index, 1) });
    focusLater('conditions-undo');
  }
  function restore({ condition, index }: Removed): void {
    put({ list: list.toSpliced(index, 0, condition) });
    setRemoved(null);
    focusLater(`conditions.list.${index}`);
  }
  return (
    <>
      <p className={classes.note}>{list.length === 0 ? words.none : words.lead}</p>
      {list.map((condition, index) => (
        <ConditionCard
          // Fields have no state of their own here.
          key={index}
          {...{ condition, index, timezone, process, own, problems }}
          onChange={(next) => put({ list: list.with(index, next) })}
          onRemove={() => remove(index)}
        />
      ))}
      {removed === null ? null : (
        <p className={classes.removed} role="status">
          {say(words.removed, { name: words.kinds[removed.condition.kind] })}{' '}
          <Button id="conditions-undo" size="compact-sm" variant="default" onClick={() => restore(removed)}>
            {undo}
          </Button>
        </p>
      )}
      <Menu position="bottom-start" withinPortal returnFocus={false}>
        <Menu.Target>
          <Button
            className={classes.begin ?? ''}
            size="xs"
            variant="default"
            leftSection={<IconPlus size="0.9375rem" />}
            disabled={list.length >= mostConditions}
          >
            {words.add}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {conditionKinds.map((kind) => (
            <Menu.Item
              key={kind}
              onClick={() => {
                put({ list: [...list, newCondition(kind)] });
                focusLater(`conditions.list.${list.length}`);
              }}
            >
              {words.kinds[kind]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {list.length === 0 ? null : <Pace conditions={conditions} problems={problems} onChange={put} />}
    </>
  );
}

interface PaceProps {
  readonly conditions: Conditions;
  readonly problems: ConditionsSectionProps['problems'];
  readonly onChange: (change: Partial<Conditions>) => void;
}

/** Which must hold, how often is looked, and how long. */
function Pace({ conditions, problems, onChange }: PaceProps) {
  const words = useWords().w.conditions;
  return (
    <div className={classes.triple}>
      {conditions.list.length < 2 ? null : (
        <Select
          label={words.need}
          allowDeselect={false}
          value={conditions.need}
          data={(['all', 'any'] as const).map((need) => ({ value: need, label: words.needs[need] }))}
          onChange={(need) => onChange({ need: need ?? 'all' })}
        />
      )}
      <NumberInput
        id="conditions.everySeconds"
        label={words.every}
        min={5}
        max={86_400}
        value={conditions.everySeconds}
        error={problems['conditions.everySeconds']}
        onChange={(given) => onChange({ everySeconds: typeof given === 'number' ? given : 60 })}
      />
      <NumberInput
        id="conditions.limitMinutes"
        label={words.limit}
        description={words.limitHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={0}
        max={43_200}
        value={conditions.limitMinutes}
        error={problems['conditions.limitMinutes']}
        onChange={(given) => onChange({ limitMinutes: typeof given === 'number' ? given : 0 })}
      />
    </div>
  );
}

function focusLater(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
