import { Group, Radio, Select } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import { plain, type KindFieldProps } from './field-frame.ts';
import type { FormParameter } from './field-kind.ts';

const choiceKey = (parameter: FormParameter, value: unknown): string => {
  const index = parameter.enum?.indexOf(value) ?? -1;
  return index < 0 ? '' : String(index);
};

/** A few choices as radio buttons. */
export function RadioField({ frame, parameter, value, onChange }: KindFieldProps) {
  const { id } = frame;
  return (
    <Radio.Group
      {...frame}
      id={`${id}-choices`}
      value={choiceKey(parameter, value)}
      onChange={(key) => onChange(parameter.enum?.[Number(key)])}
    >
      <Group gap="md" mt={6}>
        {parameter.enum?.map((choice, index) => (
          <Radio key={index} id={index === 0 ? id : `${id}-${index}`} value={String(index)} label={plain(choice)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** Choices in a drop-down list. */
export function SelectField({ frame, parameter, value, onChange }: KindFieldProps) {
  const { w } = useWords();
  return (
    <Select
      {...frame}
      maw={360}
      data={(parameter.enum ?? []).map((choice, index) => ({ value: String(index), label: plain(choice) }))}
      value={choiceKey(parameter, value) || null}
      onChange={(key) => onChange(key === null ? undefined : parameter.enum?.[Number(key)])}
      placeholder={w.fields.unset}
      clearable={!frame.required}
      clearButtonProps={{ 'aria-label': w.app.calendar.clear }}
      searchable={(parameter.enum?.length ?? 0) > 10}
    />
  );
}
