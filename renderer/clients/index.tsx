import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Client, Credentials } from '../../contract/client.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useClients } from '../api/queries.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useSearchState } from '../ui/hash-location.ts';
import { useNow } from '../ui/now.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { ClientTable } from './client-table.tsx';
import classes from './clients.module.css';
import { CreateDialog } from './create-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** API clients: create, new secret, revoke. */
export function Screen() {
  const { w, say, times, notDone } = useWords();
  const words = w.clients;
  const clients = useClients();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  const now = useNow();
  const [search, setSearch] = useSearchState();
  const [rotating, setRotating] = useState<Client | null>(null);
  const [secret, setSecret] = useState<{ name: string; credentials: Credentials } | null>(null);
  const isCreating = search.has('new');

  const refresh = () => {
    void queries.invalidateQueries({ queryKey: keys.clients });
    void queries.invalidateQueries({ queryKey: keys.session });
  };
  function show(name: string, credentials: Credentials): void {
    setSearch({ new: null });
    setRotating(null);
    setSecret({ name, credentials });
    refresh();
  }
  async function revoke(client: Client): Promise<void> {
    const isSure = await confirm({
      title: say(words.revocation.title, { name: client.name }),
      text:
        client.lastUsedAt === null
          ? words.revocation.neverUsed
          : say(words.revocation.used, { time: times.relative(client.lastUsedAt, now) }),
      confirm: words.revocation.confirm,
      keep: words.revocation.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      await call('revokeClient', { path: { user: client.user } });
      toast({ text: say(words.revocation.done, { name: client.name }) });
    } catch (error) {
      toast(notDone(words.revocation.confirm, error));
    }
    refresh();
  }
  const create = (
    <Button size="xs" leftSection={<IconPlus size="0.9375rem" />} onClick={() => setSearch({ new: '1' })}>
      {words.create}
    </Button>
  );
  const rows = clients.data?.clients ?? [];
  return (
    <ScreenFrame title={words.title} actions={create} isFull>
      {clients.isError && !clients.data ? (
        <ProblemPanel error={clients.error} onRetry={() => clients.refetch()} />
      ) : clients.isPending ? (
        <SkeletonRows />
      ) : rows.length === 0 ? (
        <EmptyState text={words.empty}>
          <Button onClick={() => setSearch({ new: '1' })}>{words.create}</Button>
        </EmptyState>
      ) : (
        <div className={classes.page}>
          <p className={classes.lead}>{words.lead}</p>
          <ClientTable clients={rows} onRotate={setRotating} onRevoke={(client) => void revoke(client)} />
        </div>
      )}
      {isCreating ? <CreateDialog onClose={() => setSearch({ new: null })} onCreated={show} /> : null}
      {rotating ? (
        <RotateDialog
          client={rotating}
          onClose={() => setRotating(null)}
          onRotated={(credentials) => show(rotating.name, credentials)}
        />
      ) : null}
      {secret ? (
        <SecretDialog name={secret.name} credentials={secret.credentials} onClose={() => setSecret(null)} />
      ) : null}
    </ScreenFrame>
  );
}
