import { useState } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import type { Delivery } from '../../contract/deliveries.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useNow } from '../ui/now.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { SettingGroup } from './parts.tsx';
import classes from './settings.module.css';
import table from './table.module.css';
import { useChange } from './use-change.ts';

/** Webhooks for ended runs: their signature, a test, and recent deliveries. */
export function WebhooksSection({ session }: { readonly session: SessionAnswer }) {
  const { w, notDone } = useWords();
  const words = w.settings.webhooks;
  const change = useChange();
  const toast = useToast();
  const queries = useQueryClient();
  const [url, setUrl] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const tell = (act: string, error: unknown) => toast(notDone(act, error));
  async function test(): Promise<void> {
    try {
      await call('testWebhook', { body: { url } });
      toast({ text: words.sent });
    } catch (error) {
      tell(words.send, error);
    }
    await queries.invalidateQueries({ queryKey: keys.deliveries });
  }
  async function showKey(): Promise<void> {
    try {
      setKey((await call('webhookSecret')).secret);
    } catch (error) {
      tell(words.show, error);
    }
  }
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      <div>
        <div className={classes.label}>{words.key}</div>
        <div className={classes.hint}>{words.keyHint}</div>
        {key === null ? (
          <Button size="xs" variant="default" mt={6} onClick={() => void showKey()}>
            {words.show}
          </Button>
        ) : (
          <div className={classes.identity}>
            <code>{key}</code>
            <CopyButton text={key} label={`${w.app.actions.copy}: ${words.key}`} />
          </div>
        )}
      </div>
      <Checkbox
        label={words.allowPrivate}
        checked={session.settings.allowPrivateWebhooks}
        onChange={(event) => void change({ allowPrivateWebhooks: event.currentTarget.checked })}
      />
      <SettingGroup title={words.test}>
        <div className={classes.row}>
          <TextInput
            className={classes.text ?? ''}
            aria-label={words.url}
            placeholder="https://"
            type="url"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Button variant="default" disabled={!URL.canParse(url)} onClick={() => void test()}>
            {words.send}
          </Button>
        </div>
      </SettingGroup>
      <SettingGroup title={words.deliveries}>
        <Deliveries onProblem={tell} />
      </SettingGroup>
    </>
  );
}

const lookEveryMs = 2000;

const shapes = {
  waiting: { shape: 'hourglass', tone: 'info' },
  delivered: { shape: 'check', tone: 'good' },
  'given-up': { shape: 'cross', tone: 'bad' },
} as const;

function Deliveries({ onProblem }: { readonly onProblem: (act: string, error: unknown) => void }) {
  const { w, say, times, told, sayProblem } = useWords();
  const words = w.settings.webhooks;
  const now = useNow();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: keys.deliveries,
    queryFn: () => call('deliveries', { query: { limit: 100 } }),
    // Deliveries are not announced: they are fetched each time they are shown, and polled while one is pending.
    staleTime: 0,
    refetchInterval: (asked) =>
      asked.state.data?.deliveries.some(({ state }) => state === 'waiting') === true ? lookEveryMs : false,
  });
  async function again(delivery: Delivery): Promise<void> {
    await call('redeliver', { path: { id: delivery.id } }).catch((error: unknown) => onProblem(words.again, error));
    await queries.invalidateQueries({ queryKey: keys.deliveries });
  }
  if (query.isPending) return <SkeletonRows rows={3} />;
  const deliveries = query.data?.deliveries ?? [];
  if (query.isError) return <p className={classes.lead}>{sayProblem(query.error)}</p>;
  if (deliveries.length === 0) return <p className={classes.lead}>{words.none}</p>;
  return (
    <div className={table.tableBox} tabIndex={0} role="region" aria-label={words.deliveries}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.at}</th>
            <th scope="col">{words.columns.event}</th>
            <th scope="col">{words.columns.url}</th>
            <th scope="col">{words.columns.state}</th>
            <th scope="col">{words.columns.attempts}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => {
            const problem = delivery.lastError === null ? undefined : told(delivery.lastError);
            return (
              <tr key={delivery.seq}>
                <td>{times.short(delivery.createdAt, now)}</td>
                <th scope="row">
                  {delivery.runId === null ? (
                    delivery.event
                  ) : (
                    <Link href={`/runs/${delivery.runId}`}>{delivery.event}</Link>
                  )}
                </th>
                <td className={table.cut} title={delivery.url}>
                  {delivery.url}
                </td>
                <td className={table.wide} title={problem}>
                  <StatusWord {...shapes[delivery.state]} text={words.states[delivery.state]}>
                    {delivery.state === 'waiting' && delivery.nextAt !== null
                      ? say(words.nextAt, { time: times.clockWithSeconds(delivery.nextAt) })
                      : undefined}
                  </StatusWord>
                  {delivery.state === 'given-up' ? <div className={classes.hint}>{problem}</div> : null}
                </td>
                <td>{delivery.attempts}</td>
                <td className={table.right}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={say(words.againOf, { event: delivery.event })}
                    onClick={() => void again(delivery)}
                  >
                    {words.again}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
