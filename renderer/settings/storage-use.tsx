import { useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { bytesIn } from '../words/bytes.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

/** The storage in use; fetched each time it is shown, because it is not announced. */
export function StorageUse() {
  const { w, say, count, times, language } = useWords();
  const words = w.settings.data;
  const { data: use, isPending } = useQuery({ queryKey: keys.storage, queryFn: () => call('storage'), staleTime: 0 });
  if (use === undefined) {
    // Reserves its space, so that what is below does not jump.
    return isPending ? (
      <div aria-busy="true">
        <div className={classes.label}>{words.use}</div>
        <div>…</div>
      </div>
    ) : null;
  }
  const database = bytesIn(language, use.databaseBytes);
  const files = bytesIn(language, use.runBytes);
  return (
    <div>
      <div className={classes.label}>{words.use}</div>
      <div>
        {use.oldestAt === null
          ? say(words.usedNone, { database })
          : count(words.used, use.runs, {
              day: times.day(use.oldestAt),
              files: use.isAtLeast ? say(words.atLeast, { size: files }) : files,
              database,
            })}
      </div>
      {use.bytesARun === null ? null : (
        <div>
          {say(use.freeBytes === null ? words.aRunOnly : words.aRun, {
            size: bytesIn(language, use.bytesARun),
            n: rounded(language, (use.freeBytes ?? 0) / use.bytesARun),
          })}
        </div>
      )}
    </div>
  );
}

/** Two significant digits: more would pretend to a precision that nobody has. */
const rounded = (language: string, count: number): string =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(count);
