import { Button } from '@mantine/core';
import type { Client } from '../../contract/client.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useNow } from '../ui/now.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { useWords, type Speech } from '../words/words.tsx';
import classes from './clients.module.css';

export interface ClientTableProps {
  readonly clients: readonly Client[];
  readonly onRotate: (client: Client) => void;
  readonly onRevoke: (client: Client) => void;
}

const dayMs = 86_400_000;
/** Days without a call after which a client counts as unused. */
const unusedDays = 90;

/** All clients, revoked ones last. */
export function ClientTable({ clients, onRotate, onRevoke }: ClientTableProps) {
  const speech = useWords();
  const { w, say, times } = speech;
  const words = w.clients;
  const isRotating = clients.some((client) => client.oldSecretUntil !== null);
  const now = useNow(isRotating ? 1000 : 60_000);
  const ordered = clients.toSorted((one, other) => Number(one.revokedAt !== null) - Number(other.revokedAt !== null));
  return (
    <div className={classes.box} role="region" aria-label={words.table} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.name}</th>
            <th scope="col">{words.columns.user}</th>
            <th scope="col">{words.columns.scopes}</th>
            <th scope="col">{words.columns.processes}</th>
            <th scope="col" className={classes.created}>
              {words.columns.created}
            </th>
            <th scope="col">{words.columns.used}</th>
            <th scope="col">{words.columns.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {ordered.map((client) => (
            <tr key={client.user} data-revoked={client.revokedAt !== null || undefined}>
              <th scope="row">{client.name}</th>
              <td>
                <span className={classes.user}>
                  <code>{client.user}</code>
                  <CopyButton
                    isBare
                    size="compact-xs"
                    text={client.user}
                    label={say(words.copyUser, { name: client.name })}
                  />
                </span>
              </td>
              <td>{client.scopes.map((scope) => words.scopes[scope]).join(', ')}</td>
              <td className={classes.processes}>{client.processes?.join(', ') ?? words.allProcesses}</td>
              <td className={classes.created} title={times.full(client.createdAt)}>
                {times.day(client.createdAt)}
              </td>
              <td
                className={classes.used}
                title={client.lastUsedAt === null ? undefined : times.full(client.lastUsedAt)}
              >
                {client.lastUsedAt === null ? words.never : times.relative(client.lastUsedAt, now)}
              </td>
              <td className={classes.state}>
                <ClientState client={client} now={now} speech={speech} />
              </td>
              <td className={classes.actions}>
                {client.revokedAt === null ? (
                  <SecretActions client={client} onRotate={onRotate} onRevoke={onRevoke} />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SecretActionsProps extends Pick<ClientTableProps, 'onRotate' | 'onRevoke'> {
  readonly client: Client;
}

function SecretActions({ client, onRotate, onRevoke }: SecretActionsProps) {
  const { w, say } = useWords();
  const words = w.clients;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={say(words.rotateOf, { name: client.name })}
        onClick={() => onRotate(client)}
      >
        {words.rotate}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={say(words.revokeOf, { name: client.name })}
        onClick={() => onRevoke(client)}
      >
        {words.revoke}
      </Button>
    </>
  );
}

function ClientState({
  client,
  now,
  speech,
}: {
  readonly client: Client;
  readonly now: number;
  readonly speech: Speech;
}) {
  const { w, say, times } = speech;
  const words = w.clients.states;
  const until = client.oldSecretUntil;
  const idleDays = Math.floor((now - (client.lastUsedAt ?? client.createdAt)) / dayMs);
  if (client.revokedAt !== null) return <StatusWord shape="slash" tone="quiet" text={words.revoked} />;
  if (until !== null && until > now) {
    return <StatusWord shape="clock" tone="warn" text={say(words.rotating, { time: times.duration(until - now) })} />;
  }
  if (client.lastUsedAt === null) return <StatusWord shape="ring" tone="warn" text={words.neverUsed} />;
  return idleDays >= unusedDays ? (
    <StatusWord shape="dash" tone="warn" text={say(words.unused, { days: idleDays })} />
  ) : (
    <StatusWord shape="check" tone="good" text={words.active} />
  );
}
