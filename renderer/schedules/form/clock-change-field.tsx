import { Radio, Stack } from '@mantine/core';
import { clockChangePolicies, isZoneAtHand, zoneOf, type ClockChangePolicy } from '../../../contract/quartz/index.ts';
import { useWords } from '../../words/words.tsx';

export interface ClockChangeFieldProps {
  readonly timezone: string;
  readonly value: ClockChangePolicy;
  readonly onChange: (value: ClockChangePolicy) => void;
}

const lookAheadMs = 2 * 366 * 86_400_000;

/** What happens to due times on days with a clock change; shown only for zones that have one, as far as that is known. */
export function ClockChangeField({ timezone, value, onChange }: ClockChangeFieldProps) {
  const { w } = useWords();
  const words = w.scheduleForm.clockChange;
  if (!isChanged(timezone)) return null;
  return (
    <Radio.Group label={words.label} value={value} onChange={(policy) => onChange(policy)}>
      <Stack gap={10} mt={8}>
        {clockChangePolicies.map((policy) => (
          <Radio key={policy} value={policy} label={words[policy]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Whether the zone has a clock change in the next two years. */
function isChanged(timezone: string): boolean {
  if (!isZoneAtHand(timezone)) return false;
  const now = Date.now();
  return zoneOf(timezone).changesBetween(now, now + lookAheadMs).length > 0;
}
