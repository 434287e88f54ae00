import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useNow } from '../ui/now.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { auditActionWords } from '../words/audit-action-words.ts';
import { useWords } from '../words/words.tsx';
import { whatIn, whoIn } from './audit-words.ts';
import classes from './settings.module.css';
import table from './table.module.css';

/** The audit log. Fetched each time it is opened, because it is never announced. */
export function ActivitySection() {
  const speech = useWords();
  const { w, language, times } = speech;
  const words = w.settings.activity;
  const now = useNow();
  const query = useInfiniteQuery({
    queryKey: keys.audit,
    queryFn: ({ pageParam }) =>
      call('audit', { query: { limit: 100, ...(pageParam === null ? {} : { before: pageParam }) } }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  if (query.isError && !query.data) {
    return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  }
  if (!query.data) return <SkeletonRows />;
  const entries = query.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <p className={classes.lead}>{words.none}</p>;
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      <div className={table.tableBox} tabIndex={0} role="region" aria-label={w.settings.sections.activity}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.at}</th>
              <th scope="col">{words.columns.who}</th>
              <th scope="col">{words.columns.action}</th>
              <th scope="col">{words.columns.what}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.seq}>
                <td className={table.one} title={times.full(entry.at)}>
                  {times.short(entry.at, now)}
                </td>
                <td className={table.one}>{whoIn(entry, speech)}</td>
                <td className={table.one}>{auditActionWords[language][entry.action]}</td>
                <td className={table.wide}>{whatIn(entry, speech)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {query.hasNextPage ? (
        <div>
          <Button size="xs" variant="default" loading={query.isFetching} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </>
  );
}
