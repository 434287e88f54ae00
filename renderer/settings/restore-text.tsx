import { Stack } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import classes from './settings.module.css';

interface RestoreTextProps {
  readonly sentences: readonly string[];
  /** The error of the passphrase. */
  readonly fault: string | undefined;
  /** null if none is needed. */
  readonly onPassphrase: ((typed: string) => void) | null;
}

/** Explains a restore before it is confirmed. */
export function RestoreText({ sentences, fault, onPassphrase }: RestoreTextProps) {
  const words = useWords().w.settings.data.backups;
  return (
    <Stack gap="md">
      <ul className={classes.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {onPassphrase === null ? null : (
        <PassphraseField description={words.sealedAsk} error={fault} onChange={onPassphrase} />
      )}
    </Stack>
  );
}
