import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { SignInSession } from '../../../contract/people.ts';
import { call } from '../../api/client.ts';
import { useNow } from '../../ui/now.ts';
import { useToast } from '../../ui/toast.tsx';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import table from '../table.module.css';

export interface SessionListProps {
  readonly label: string;
  readonly sessions: readonly SignInSession[];
}

/** Where somebody is signed in; each session but the own can be ended. */
export function SessionList({ label, sessions }: SessionListProps) {
  const { language, say, times, notDone } = useWords();
  const words = userWords[language].sessions;
  const queries = useQueryClient();
  const toast = useToast();
  const now = useNow(60_000);
  const nameOf = ({ browser }: SignInSession): string => (browser === '' ? words.unknown : browser);

  async function end(session: SignInSession): Promise<void> {
    try {
      await call('endSession', { path: { id: session.id } });
      toast({ text: say(words.ended, { browser: nameOf(session) }) });
    } catch (error) {
      toast(notDone(words.end, error));
    }
    await queries.invalidateQueries({ queryKey: ['sessions'] });
  }
  return (
    <div className={table.tableBox} tabIndex={0} role="region" aria-label={label}>
      <table className={`${table.table} ${table.stacked}`}>
        <thead>
          <tr>
            <th scope="col">{words.browser}</th>
            <th scope="col">{words.address}</th>
            <th scope="col">{words.used}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                {nameOf(session)}
                {session.isThis ? ` (${words.here})` : ''}
              </th>
              <td>{session.address}</td>
              <td title={session.lastUsedAt === null ? undefined : times.full(session.lastUsedAt)}>
                {session.lastUsedAt === null ? '' : times.relative(session.lastUsedAt, now)}
              </td>
              <td className={table.right}>
                {session.isThis ? null : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={say(words.endOf, { browser: nameOf(session) })}
                    onClick={() => void end(session)}
                  >
                    {words.end}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
