import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Notice } from '../../contract/events.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useNotices, useProcessTitle } from '../api/queries.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useNow } from '../ui/now.ts';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import { MissedNotice } from './missed-notice.tsx';
import { noticeSentence } from './notice-words.ts';
import classes from './overview.module.css';

/** Notices for a person; each stays until it is dismissed. */
export function NoticeList() {
  const notices = useNotices().data?.notices ?? [];
  return notices.length === 0 ? null : (
    <ul className={classes.notices}>
      {notices.map((notice) =>
        notice.kind === 'missed' ? (
          <MissedNotice key={notice.id} notice={notice} />
        ) : (
          <NoticeRow key={notice.id} notice={notice} />
        ),
      )}
    </ul>
  );
}

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const speech = useWords();
  const { w, notDone, mayNot } = speech;
  const now = useNow(60_000);
  const queries = useQueryClient();
  const toast = useToast();
  const titleOf = useProcessTitle();
  const off = unless(useIsOffline() ? w.app.problems.actionsOff : (mayNot('operator') ?? mayNot('all')));
  const [only] = notice.runIds;

  async function dismiss(): Promise<void> {
    try {
      await call('dismissNotice', { path: { id: notice.id } });
    } catch (error) {
      toast(notDone(w.overview.attention.dismiss, error));
    }
    await queries.invalidateQueries({ queryKey: keys.notices });
  }
  return (
    <li>
      <span>{noticeSentence(notice, now, speech, titleOf)}</span>
      <span className={classes.does}>
        {only === undefined ? null : (
          <Button component={Link} href={`/runs/${only}`} size="compact-sm" variant="default">
            {w.overview.notices.show}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="gray" c="inherit" {...off} onClick={() => void dismiss()}>
          {w.overview.attention.dismiss}
        </Button>
      </span>
    </li>
  );
}
