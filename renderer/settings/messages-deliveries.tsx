import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { messageEvents, type MessageDelivery } from '../../contract/message-rules.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useMessageChannels, useProcessTitle } from '../api/queries.ts';
import { useNow } from '../ui/now.ts';
import { SkeletonRows } from '../ui/states.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';
import table from './table.module.css';

const shapes = {
  waiting: { shape: 'hourglass', tone: 'info' },
  delivered: { shape: 'check', tone: 'good' },
  'given-up': { shape: 'cross', tone: 'bad' },
} as const;
const shownAtFirst = 50;
const most = 500;

/** The last messages, with what became of each. */
export function MessageDeliveries() {
  const { w, sayProblem } = useWords();
  const words = w.messages.deliveries;
  const [limit, setLimit] = useState(shownAtFirst);
  const query = useQuery({
    queryKey: [...keys.messages, limit],
    queryFn: () => call('messages', { query: { limit } }),
    placeholderData: (before) => before,
  });
  if (query.isPending) return <SkeletonRows rows={3} />;
  if (query.isError) return <p className={classes.lead}>{sayProblem(query.error)}</p>;
  const { deliveries, next } = query.data;
  if (deliveries.length === 0) return <p className={classes.lead}>{words.none}</p>;
  return (
    <>
      <div className={table.tableBox} tabIndex={0} role="region" aria-label={words.title}>
        <table className={`${table.table} ${table.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{words.columns.at}</th>
              <th scope="col">{words.columns.what}</th>
              <th scope="col">{words.columns.channel}</th>
              <th scope="col">{words.columns.state}</th>
              <th scope="col">{words.columns.attempts}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {deliveries.map((delivery) => (
              <Row key={delivery.id} delivery={delivery} />
            ))}
          </tbody>
        </table>
      </div>
      {next === null || limit >= most ? null : (
        <div>
          <Button size="xs" variant="default" onClick={() => setLimit(most)}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ delivery }: { readonly delivery: MessageDelivery }) {
  const { w, say, times, told, notDone } = useWords();
  const words = w.messages.deliveries;
  const now = useNow();
  const queries = useQueryClient();
  const toast = useToast();
  const what = useWhat()(delivery);
  const channels = useMessageChannels().data?.channels;
  const channel = channels?.find(({ id }) => id === delivery.channel)?.title ?? w.messages.channelGone;
  const problem = delivery.lastError === null ? undefined : told(delivery.lastError);
  async function again(): Promise<void> {
    try {
      await call('sendMessageAgain', { path: { id: delivery.id } });
      toast({ text: words.sent });
    } catch (error) {
      toast(notDone(words.again, error));
    }
    await queries.invalidateQueries({ queryKey: keys.messages });
  }
  return (
    <tr>
      <td>{times.short(delivery.createdAt, now)}</td>
      <th scope="row" className={table.wide}>
        {delivery.run === null ? what : <Link href={`/runs/${delivery.run.id}`}>{what}</Link>}
      </th>
      <td>{channel}</td>
      <td className={table.wide} title={problem}>
        <StatusWord {...shapes[delivery.state]} text={words.states[delivery.state]}>
          {delivery.state === 'waiting' && delivery.nextAt !== null
            ? say(words.nextAt, { time: times.short(delivery.nextAt, now) })
            : undefined}
        </StatusWord>
        {problem === undefined ? null : <div className={classes.hint}>{problem}</div>}
      </td>
      <td>{delivery.attempts}</td>
      <td className={table.right}>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={say(words.againOf, { what })}
          onClick={() => void again()}
        >
          {words.again}
        </Button>
      </td>
    </tr>
  );
}

/** What a message tells, in a few words. */
function useWhat(): (delivery: MessageDelivery) => string {
  const { w, say, times } = useWords();
  const titleOf = useProcessTitle();
  const words = w.messages.deliveries;
  return ({ kind, counts, run }) => {
    if (kind === 'digest') return words.digest;
    const present = messageEvents.filter((event) => (counts[event] ?? 0) > 0);
    const [only] = present;
    if (run !== null && only !== undefined) {
      const name = run.scheduleName === '' ? titleOf(run.process) : run.scheduleName;
      return say(words.about, { name, event: w.messages.events[only] });
    }
    return present
      .map((event) => say(words.times, { n: times.number(counts[event] ?? 0), event: w.messages.events[event] }))
      .join(', ');
  };
}
