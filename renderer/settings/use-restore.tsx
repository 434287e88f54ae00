import type { Backup } from '../../contract/backups.ts';
import { call, CallError } from '../api/client.ts';
import { useSettings } from '../api/queries.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { backupTime } from '../words/restored-sentence.ts';
import { useWords } from '../words/words.tsx';
import type { useOnItsWay } from './on-its-way.tsx';
import { RestoreText } from './restore-text.tsx';

/** Restores a backup after a confirmation, or cancels a restore that waits for the next start. */
export function useRestore(go: ReturnType<typeof useOnItsWay>['go']) {
  const { w, say, count, times, told } = useWords();
  const words = w.settings.data;
  const toast = useToast();
  const confirm = useConfirm();
  const canRestart = useSettings().data?.canRestart ?? false;

  /** Asks again if the passphrase is missing or wrong; the error is shown at its field. */
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
        <RestoreText
          sentences={[...sentences, words.backups.undo, words.backups.stay]}
          fault={fault}
          onPassphrase={isSealed ? (typed) => (opening = typed) : null}
        />
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
  return { restore, callOff };
}
