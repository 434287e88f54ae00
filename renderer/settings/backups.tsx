import { useState } from 'react';
import { Button, Checkbox, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Backup } from '../../contract/backups.ts';
import { call, CallError } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useNotices, useSettings } from '../api/queries.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { useBusy, type Busy } from '../ui/use-busy.ts';
import { backupTime, restoredSentence } from '../words/restored-sentence.ts';
import { useWords } from '../words/words.tsx';
import { BackupTable } from './backup-table.tsx';
import { OnItsWay, useOnItsWay } from './on-its-way.tsx';
import { SettingGroup } from './parts.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import classes from './settings.module.css';

/** As the server wants them. */
const fewestLetters = 8;

/** Backups: making one, those that are there, and going back to one. */
export function Backups() {
  const speech = useWords();
  const { w, say, count, times, told, notDone, sayProblem } = speech;
  const words = w.settings.data;
  const toast = useToast();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const canRestart = useSettings().data?.canRestart ?? false;
  // Nothing announces a backup: it is asked for each time it is shown.
  const query = useQuery({ queryKey: keys.backups, queryFn: () => call('backups'), staleTime: 0 });
  const [made, setMade] = useState<string | null>(null);
  const [isSealing, setIsSealing] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [isTooShort, setIsTooShort] = useState(false);
  const restored = useNotices().data?.notices.find(({ kind }) => kind === 'restored');
  const making = useBusy();
  const restoring = useBusy();
  const { goal, go } = useOnItsWay();

  /** Does it, says what does not go, and shows what is there then. */
  const doing = ({ whenIdle }: Busy, act: string, work: () => Promise<unknown>) =>
    void whenIdle(async () => {
      try {
        await work();
      } catch (error) {
        toast(notDone(act, error));
      }
      await queries.invalidateQueries({ queryKey: keys.backups });
    });

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

  /** Asked again where the passphrase is missing or wrong; what is wrong stands at its field. */
  async function restore(backup: Backup, fault?: string): Promise<void> {
    const { name, at, isSealed } = backup;
    const { epoch } = await call('session');
    const { running } = (await call('worker')).worker;
    const after = running === 0 ? words.backups.restarts : count(words.backups.running, running);
    const sentences = [canRestart ? after : words.backups.byHand, words.backups.back, words.backups.since];
    let opening = '';
    const isSure = await confirm({
      title: say(words.backups.title, { time: backupTime(at, times) }),
      text: (
        <Stack gap="md">
          <ul className={classes.sentences}>
            {[...sentences, words.backups.undo, words.backups.stay].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {isSealed ? (
            <PassphraseField
              description={words.backups.sealedAsk}
              error={fault}
              onChange={(typed) => (opening = typed)}
            />
          ) : null}
        </Stack>
      ),
      confirm: canRestart ? words.backups.confirm : words.backups.confirmByHand,
      keep: words.backups.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      const body = isSealed ? { passphrase: opening } : {};
      const { restart } = await call('restoreBackup', { path: { name }, body });
      if (restart !== null) await go(restart, epoch);
    } catch (error) {
      const [detail] = error instanceof CallError ? error.details : [];
      if (detail?.field !== 'passphrase') throw error;
      await restore(backup, detail.said ? told(detail.said) : detail.message);
    }
  }

  async function callOff(): Promise<void> {
    await call('callOffRestore');
    toast({ text: words.backups.calledOff });
  }

  const pending = query.data?.pending ?? null;
  return (
    <SettingGroup title={words.backup}>
      <p className={classes.lead}>{words.backupHint}</p>
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
      {goal === null ? null : (
        <div className={classes.restart} role="status">
          <OnItsWay goal={goal} />
        </div>
      )}
      {pending === null || goal !== null ? null : (
        <div className={classes.restart} role="status">
          <span>
            {say(words.backups.pending, { time: pending.at === null ? pending.name : backupTime(pending.at, times) })}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => doing(restoring, words.backups.callOff, callOff)}>
            {words.backups.callOff}
          </Button>
        </div>
      )}
      {restored === undefined || goal !== null ? null : (
        <p className={classes.plain}>{restoredSentence(restored, speech)}</p>
      )}
      {query.isPending ? <SkeletonRows rows={2} /> : null}
      {query.isError ? <p className={classes.lead}>{sayProblem(query.error)}</p> : null}
      {query.data === undefined ? null : (
        <BackupTable
          answer={query.data}
          onRestore={(backup) => doing(restoring, words.backups.act, () => restore(backup))}
        />
      )}
    </SettingGroup>
  );
}
