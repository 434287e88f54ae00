import { Button } from '@mantine/core';
import type { Backup, BackupsAnswer } from '../../contract/backups.ts';
import { useNow } from '../ui/now.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { bytesIn } from '../words/bytes.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

/** The newest backups: when each was made, how large it is, and whether Rota can go back to it. */
export function BackupTable({
  answer: { backups, total },
  onRestore,
}: {
  readonly answer: BackupsAnswer;
  readonly onRestore: (backup: Backup) => void;
}) {
  const { w, say, count, times, told, language } = useWords();
  const words = w.settings.data.backups;
  const now = useNow(60_000);
  if (backups.length === 0) return <p className={classes.lead}>{words.none}</p>;
  return (
    <>
      <div className={classes.tableBox} tabIndex={0} role="region" aria-label={words.list}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.at}</th>
              <th scope="col">{words.columns.size}</th>
              <th scope="col">{words.columns.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => {
              const time = times.short(backup.at, now);
              return (
                <tr key={backup.name}>
                  <th scope="row">
                    {time}
                    <div className={classes.hint}>{backup.name}</div>
                  </th>
                  <td>{bytesIn(language, backup.bytes)}</td>
                  <td className={classes.wide}>
                    {backup.problem === null ? (
                      <StatusWord shape="check" tone="good" text={words.whole} />
                    ) : (
                      <>
                        <StatusWord shape="cross" tone="bad" text={words.broken} />
                        <div className={classes.hint}>{told(backup.problem)}</div>
                      </>
                    )}
                  </td>
                  <td className={classes.right}>
                    {backup.problem === null ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={say(words.restoreOf, { time })}
                        onClick={() => onRestore(backup)}
                      >
                        {words.restore}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {total > backups.length ? (
        <p className={classes.hint}>{count(words.more, total, { shown: times.number(backups.length) })}</p>
      ) : null}
    </>
  );
}
