import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useNotices } from '../api/queries.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { backupTime, restoredSentence } from '../words/restored-sentence.ts';
import { useWords } from '../words/words.tsx';
import { BackupTable } from './backup-table.tsx';
import { DailyBackupsGroup } from './daily-backups.tsx';
import { NewBackup } from './new-backup.tsx';
import { OnItsWay, useOnItsWay } from './on-its-way.tsx';
import { SettingGroup } from './parts.tsx';
import classes from './settings.module.css';
import { useDoing } from './use-doing.ts';
import { useRestore } from './use-restore.tsx';

/** Backups: create, list and restore. */
export function Backups() {
  const speech = useWords();
  const { w, say, times, sayProblem } = speech;
  const words = w.settings.data;
  // Backups are not announced: they are fetched each time the section is shown.
  const query = useQuery({ queryKey: keys.backups, queryFn: () => call('backups'), staleTime: 0 });
  const restored = useNotices().data?.notices.find(({ kind }) => kind === 'restored');
  const restoring = useBusy();
  const doing = useDoing();
  const { goal, go } = useOnItsWay();
  const { restore, callOff } = useRestore(go);
  const pending = query.data?.pending ?? null;
  return (
    <>
      {query.data === undefined ? null : <DailyBackupsGroup daily={query.data.daily} doing={doing} />}
      <SettingGroup title={words.backup}>
        <p className={classes.lead}>{words.backupHint}</p>
        <NewBackup doing={doing} />
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
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => doing(restoring, words.backups.callOff, callOff)}
            >
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
    </>
  );
}
