import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Channel } from '../../contract/channels.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useNow } from '../ui/now.ts';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { useToast } from '../ui/toast.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { ChannelForm } from './channel-form.tsx';
import classes from './settings.module.css';
import table from './table.module.css';

export const useChannels = () => useQuery({ queryKey: keys.channels, queryFn: () => call('channels') });

/** The channels with what is known of each, and the form of the selected one. */
export function ChannelList() {
  const { w } = useWords();
  const words = w.settings.channels;
  const query = useChannels();
  const [edited, setEdited] = useState<Channel | 'new' | null>(null);
  if (query.isError && !query.data) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={3} />;
  const { channels } = query.data;
  if (edited !== null) {
    return <ChannelForm channel={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />;
  }
  const add = (
    <Button size="xs" leftSection={<IconPlus size="0.9375rem" />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  );
  if (channels.length === 0) return <EmptyState text={words.empty}>{add}</EmptyState>;
  return (
    <>
      <div className={table.tableBox} tabIndex={0} role="region" aria-label={words.title}>
        <table className={`${table.table} ${table.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.kind}</th>
              <th scope="col">{words.columns.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel.id}>
                <th scope="row">{channel.title}</th>
                <td>{words.kinds[channel.kind]}</td>
                <td className={table.wide}>
                  <ChannelState channel={channel} />
                </td>
                <td className={table.right}>
                  <RowActions channel={channel} onEdit={() => setEdited(channel)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>{add}</div>
    </>
  );
}

function ChannelState({ channel }: { readonly channel: Channel }) {
  const { w, say, times, told } = useWords();
  const words = w.settings.channels.states;
  const now = useNow();
  const { deliveredAt, problem, problemAt } = channel.state;
  if (!channel.enabled) return <StatusWord shape="slash" tone="quiet" text={words.off} />;
  if (problem !== null) {
    return (
      <>
        <StatusWord shape="cross" tone="bad" text={words.broken}>
          {problemAt === null ? undefined : say(words.since, { time: times.short(problemAt, now) })}
        </StatusWord>
        <div className={classes.hint}>{told(problem)}</div>
      </>
    );
  }
  if (deliveredAt === null) return <StatusWord shape="ring" tone="quiet" text={words.unused} />;
  return (
    <StatusWord shape="check" tone="good" text={words.delivered}>
      {say(words.last, { time: times.short(deliveredAt, now) })}
    </StatusWord>
  );
}

function RowActions({ channel, onEdit }: { readonly channel: Channel; readonly onEdit: () => void }) {
  const { w, say, told, notDone } = useWords();
  const words = w.settings.channels;
  const toast = useToast();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const { id, title: name, enabled } = channel;

  async function act(label: string, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => toast(notDone(label, error)));
    await queries.invalidateQueries({ queryKey: keys.channels });
  }
  async function test(): Promise<void> {
    setSending(true);
    await act(words.test, async () => {
      const { problem } = await call('testChannel', { path: { id } });
      if (problem === null) toast({ text: say(words.tested, { name }) });
      else toast({ text: say(words.testFailed, { name, problem: told(problem) }), tone: 'bad', id: `test ${id}` });
    });
    setSending(false);
  }
  const toggle = () =>
    act(enabled ? words.switchOff : words.switchOn, async () => {
      await call('switchChannel', { path: { id }, body: { enabled: !enabled } });
    });
  return (
    <div className={classes.acts}>
      <Button
        size="compact-sm"
        variant="default"
        loading={isSending}
        aria-label={say(words.testOf, { name })}
        onClick={() => void test()}
      >
        {words.test}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={say(enabled ? words.switchOffOf : words.switchOnOf, { name })}
        onClick={() => void toggle()}
      >
        {enabled ? words.switchOff : words.switchOn}
      </Button>
      <Button size="compact-sm" variant="default" aria-label={say(words.editOf, { name })} onClick={onEdit}>
        {words.edit}
      </Button>
    </div>
  );
}
