import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Notice } from '../../contract/events.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useNotices } from '../api/queries.ts';
import { useNow } from '../ui/now.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords, type Speech } from '../words/words.tsx';
import classes from './overview.module.css';

/** What a person should know: stays until it is dismissed. */
export function NoticeList() {
  const notices = useNotices().data?.notices ?? [];
  return notices.length === 0 ? null : (
    <ul className={classes.notices}>
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const speech = useWords();
  const { w, count } = speech;
  const words = w.overview.notices;
  const now = useNow(60_000);
  const queries = useQueryClient();
  const toast = useToast();

  async function tryTo(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : String(error), tone: 'bad' });
    }
    await queries.invalidateQueries({ queryKey: keys.notices });
  }
  const dismiss = () => call('dismissNotice', { path: { id: notice.id } });
  const [only] = notice.runIds;
  const [from, to] = [Number(notice.params['from']), Number(notice.params['to'])];
  return (
    <li>
      <span>{sentenceOf(notice, now, speech)}</span>
      <span className={classes.does}>
        {notice.runIds.length === 0 || only === undefined ? null : (
          <Button
            component={Link}
            href={
              notice.runIds.length === 1
                ? `/runs/${only}`
                : `/runs?result=missed${Number.isFinite(from) ? `&from=${from - 1}&to=${to + 60_000}` : ''}`
            }
            size="compact-sm"
            variant="default"
          >
            {words.show}
          </Button>
        )}
        {notice.kind !== 'missed' || notice.runIds.length === 0 ? null : (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              void tryTo(async () => {
                for (const id of notice.runIds) await call('rerun', { path: { id }, body: {} });
                await dismiss();
              })
            }
          >
            {count(words.runMissed, notice.runIds.length)}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="gray" c="inherit" onClick={() => void tryTo(dismiss)}>
          {w.overview.attention.dismiss}
        </Button>
      </span>
    </li>
  );
}

function sentenceOf({ kind, params }: Notice, now: number, { w, say, count, times }: Speech): string {
  const words = w.overview.notices;
  const at = (name: string) => times.short(Number(params[name]), now);
  switch (kind) {
    case 'missed':
      return count(words.missed, Number(params['count']), { from: at('from'), to: at('to') });
    case 'did-not-run':
      return say(words.didNotRun, { process: params['process'] ?? '', last: at('last') });
    case 'longer-than-usual':
      return say(words.longer, {
        process: params['process'] ?? '',
        usual: times.duration(Number(params['usualMs'])),
      });
    case 'configuration':
      return say(words.configuration, { message: params['message'] ?? '' });
    case 'storage':
      return say(words.storage, { message: params['message'] ?? '' });
  }
}
