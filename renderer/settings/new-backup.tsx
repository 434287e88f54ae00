import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { call } from '../api/client.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { useWords } from '../words/words.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import classes from './settings.module.css';
import type { Doing } from './use-doing.ts';

/** The server's rules for a passphrase. */
const fewestLetters = 8;

/** Creates a backup, encrypted with a passphrase if wanted, and shows its path. */
export function NewBackup({ doing }: { readonly doing: Doing }) {
  const { w } = useWords();
  const words = w.settings.data;
  const [made, setMade] = useState<string | null>(null);
  const [isSealing, setIsSealing] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [isTooShort, setIsTooShort] = useState(false);
  const making = useBusy();

  async function backUp(): Promise<void> {
    const { folder } = await call('backup', { body: isSealing ? { passphrase } : {} });
    setMade(folder);
    setIsSealing(false);
    setPassphrase('');
  }
  function backUpNow(): void {
    const isShort = isSealing && [...passphrase].length < fewestLetters;
    setIsTooShort(isShort);
    if (!isShort) doing(making, words.backupNow, backUp);
  }

  return (
    <>
      {made === null ? null : (
        <div role="status">
          <div className={classes.label}>{words.backupDone}</div>
          <div className={classes.identity}>
            <code>{made}</code>
            <CopyButton text={made} label={`${w.app.actions.copy}: ${words.backupDone}`} />
          </div>
        </div>
      )}
      <Checkbox
        label={words.backups.seal}
        checked={isSealing}
        onChange={(event) => setIsSealing(event.currentTarget.checked)}
      />
      {isSealing ? (
        <PassphraseField
          isNew
          value={passphrase}
          description={words.backups.sealHint}
          error={isTooShort ? words.backups.sealShort : undefined}
          onChange={(typed) => {
            setPassphrase(typed);
            setIsTooShort(false);
          }}
        />
      ) : null}
      <div>
        <Button size="xs" variant="default" loading={making.isBusy} onClick={backUpNow}>
          {words.backupNow}
        </Button>
      </div>
    </>
  );
}
