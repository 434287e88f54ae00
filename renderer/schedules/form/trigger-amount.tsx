import { NumberInput } from '@mantine/core';

interface AmountProps {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly least?: number;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (value: number) => void;
}

/** Seconds. */
export function Amount({ id, label, description, value, least = 0, problems, onChange }: AmountProps) {
  return (
    <NumberInput
      id={id}
      label={label}
      {...(description === undefined ? {} : { description })}
      value={value}
      min={least}
      max={86_400}
      error={problems[id]}
      onChange={(given) => onChange(typeof given === 'number' ? given : least)}
    />
  );
}
