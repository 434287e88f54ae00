import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

export interface PassphraseFieldProps {
  readonly value?: string;
  readonly description?: string;
  readonly error?: ReactNode;
  readonly isNew?: boolean;
  readonly onChange: (passphrase: string) => void;
}

/** The passphrase of a backup; visible only on request. */
export function PassphraseField({ value, description, error, isNew = false, onChange }: PassphraseFieldProps) {
  const words = useWords().w.settings.data.backups;
  return (
    <PasswordInput
      label={words.passphrase}
      description={description}
      error={error}
      {...(value === undefined ? {} : { value })}
      maxLength={1000}
      autoComplete={isNew ? 'new-password' : 'off'}
      visibilityToggleButtonProps={{ 'aria-label': words.showPassphrase }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
