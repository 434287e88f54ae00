import { Button } from '@mantine/core';
import type { Backup, BackupsAnswer } from '../../contract/backups.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { bytesIn } from '../words/bytes.ts';
import { backupTime } from '../words/restored-sentence.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';
import table from './table.module.css';

/** The newest backups: when each was made, its size, and whether Rota can restore it. */
export function BackupTable({
  answer: { backups, total },
  onRestore,
}: {
  readonly answer: BackupsAnswer;
  readonly onRestore: (backup: Backup) => void;
}) {
  const { w, say, count, times, told, language } = useWords();
  const words = w.settings.data.backups;
  if (backups.length === 0) return <p className={classes.lead}>{words.none}</p>;
  return (
    <>
      <div className={table.tableBox} tabIndex={0} role="region" aria-label={words.list}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.at}</th>
              <th scope="col" className={table.verdict}>
                {words.columns.restore}
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <tr key={backup.name}>
                <th scope="row" className={table.when} title={backup.name}>
                  {backupTime(backup.at, times)}
                  <div className={classes.hint}>
                    {bytesIn(language, backup.bytes)}
                    {[
                      words.by[backup.by],
                      backup.checkedAt === null ? '' : words.checked,
                      backup.isSealed ? words.sealed : '',
                    ]
                      .filter((word) => word !== '')
                      .map((word) => ` · ${word}`)
                      .join('')}
                  </div>
                </th>
                <td className={table.verdict}>
                  {backup.problem === null ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={say(words.restoreOf, { time: backupTime(backup.at, times) })}
                      onClick={() => onRestore(backup)}
                    >
                      {words.restore}
                    </Button>
                  ) : (
                    <>
                      <StatusWord shape="cross" tone="bad" text={words.broken} />
                      <div className={classes.hint}>{told(backup.problem)}</div>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > backups.length ? (
        <p className={classes.hint}>{count(words.more, total, { shown: times.number(backups.length) })}</p>
      ) : null}
    </>
  );
}
