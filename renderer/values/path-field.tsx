import { Button, Group, TextInput } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import type { KindFieldProps } from './field-frame.ts';

/** A file path: typed, or chosen in the desktop app. */
export function PathField({ frame, value, placeholder, onChange }: KindFieldProps) {
  const { w } = useWords();
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <TextInput
        {...frame}
        value={typeof value === 'string' ? value : ''}
        placeholder={placeholder}
        onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
        flex={1}
      />
      {window.desktop === undefined ? null : (
        <Button
          variant="default"
          onClick={() => {
            void window.desktop?.call('choose-file', 'value').then((chosen) => chosen !== null && onChange(chosen));
          }}
        >
          {w.fields.browse}
        </Button>
      )}
    </Group>
  );
}
