import { useState } from 'react';
import { Button } from '@mantine/core';
import { useAttention, useNotices } from '../api/queries.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { Shape } from '../ui/shape.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { unless } from '../ui/unless.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import type { AttentionAnswer } from '../../contract/overview.ts';
import { AttentionRow } from './attention-row.tsx';
import { NoticeList } from './notice-list.tsx';
import classes from './overview.module.css';
import { useSeen } from '../attention/use-seen.ts';
import { useExpiring, VaultExpiry } from './vault-expiry.tsx';

/** How many are shown before somebody asks for the rest. */
const mostShown = 10;

/** What needs a person, before everything else: notices, secrets that expire, and what failed or did not start. */
export function AttentionList() {
  const { w, times } = useWords();
  const words = w.overview.attention;
  const attention = useAttention();
  const notices = useNotices().data?.notices ?? [];
  const items = attention.data?.items ?? [];
  const all = items.length + notices.length + useExpiring().length;
  return (
    <section aria-label={words.title}>
      <div className={classes.head}>
        <h2 className={classes.heading}>
          {words.title}
          {all === 0 ? null : (
            <span className={classes.number}>
              {times.number(all)}
              {attention.data?.isMore === true ? '+' : ''}
            </span>
          )}
        </h2>
        {attention.data && items.length > 1 ? <AllSeen answer={attention.data} /> : null}
      </div>
      <NoticeList />
      <VaultExpiry />
      {attention.isError && !attention.data ? (
        <ProblemPanel error={attention.error} onRetry={() => attention.refetch()} />
      ) : attention.isPending ? (
        <SkeletonRows rows={2} height={48} />
      ) : all === 0 ? (
        <p className={classes.calm}>
          <Shape shape="check" tone="good" />
          {words.none}
        </p>
      ) : (
        <Items answer={attention.data} />
      )}
    </section>
  );
}

function Items({ answer }: { readonly answer: AttentionAnswer }) {
  const { w, count } = useWords();
  const [isWhole, setIsWhole] = useState(false);
  const see = useSeen(answer);
  const shown = isWhole ? answer.items : answer.items.slice(0, mostShown);
  if (shown.length === 0) return null;
  return (
    <>
      <ul className={classes.attention}>
        {shown.map((item) => (
          <AttentionRow key={item.key} item={item} onSeen={() => void see(item)} />
        ))}
      </ul>
      {shown.length === answer.items.length ? null : (
        <Button className={classes.rest ?? ''} size="compact-sm" variant="default" onClick={() => setIsWhole(true)}>
          {count(w.overview.attention.others, answer.items.length - shown.length)}
        </Button>
      )}
    </>
  );
}

function AllSeen({ answer }: { readonly answer: AttentionAnswer }) {
  const { w, mayNot } = useWords();
  const see = useSeen(answer);
  const off = unless(useIsOffline() ? w.app.problems.actionsOff : mayNot('operator'));
  return (
    <Button size="compact-sm" variant="default" {...off} onClick={() => void see(null)}>
      {w.overview.attention.allSeen}
    </Button>
  );
}
