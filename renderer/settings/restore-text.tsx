import { Stack } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import classes from './settings.module.css';

interface RestoreTextProps {
  readonly sentences: readonly string[];
  /** What is wrong with the passphrase that was given. */
  readonly fault: string | undefined;
  /** null where none is needed. */
  readonly onPassphrase: ((typed: string) => void) | null;
}

/** What going back to a backup does, said before it is done. */
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
