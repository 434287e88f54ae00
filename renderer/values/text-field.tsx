import { Textarea, TextInput } from '@mantine/core';
import type { KindFieldProps } from './field-frame.ts';

interface TextFieldProps extends KindFieldProps {
  readonly isLong: boolean;
}

/** A text of one or more lines; an empty one is no value. */
export function TextField({ frame, value, placeholder, isLong, onChange }: TextFieldProps) {
  const field = {
    ...frame,
    value: typeof value === 'string' ? value : '',
    placeholder,
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(currentTarget.value === '' ? undefined : currentTarget.value),
  };
  return isLong ? <Textarea {...field} autosize minRows={3} maxRows={16} /> : <TextInput {...field} />;
}
