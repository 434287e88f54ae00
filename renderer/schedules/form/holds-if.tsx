import { Select } from '@mantine/core';
import type { Condition } from '../../../contract/conditions.ts';
import { useWords } from '../../words/words.tsx';

/** What a field needs besides its condition. */
export interface Place<C extends Condition> {
  readonly condition: C;
  readonly place: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<C>) => void;
}

/** Whether it has to be so, or must not be so. */
export function HoldsIf({
  condition,
  change,
}: {
  readonly condition: Exclude<Condition, { kind: 'schedule' | 'idle' }>;
  readonly change: (part: { not: boolean }) => void;
}) {
  const words = useWords().w.conditions;
  const is = words.is[condition.kind];
  return (
    <Select
      label={words.holds}
      allowDeselect={false}
      value={condition.not ? 'no' : 'yes'}
      data={(['yes', 'no'] as const).map((one) => ({ value: one, label: is[one] }))}
      onChange={(one) => change({ not: one === 'no' })}
    />
  );
}
