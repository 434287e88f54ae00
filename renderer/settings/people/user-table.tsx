import { Button } from '@mantine/core';
import type { User } from '../../../contract/people.ts';
import { useNow } from '../../ui/now.ts';
import { StatusWord } from '../../ui/status-word.tsx';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import table from '../table.module.css';

export interface UserTableProps {
  readonly users: readonly User[];
  readonly ownId: string | null;
  readonly onManage: (user: User) => void;
}

/** All users by their titles, disabled ones last. */
export function UserTable({ users, ownId, onManage }: UserTableProps) {
  const { language, say, times } = useWords();
  const { list: words, roles } = userWords[language];
  const now = useNow(60_000);
  const ordered = users.toSorted(
    (one, other) => Number(one.isDisabled) - Number(other.isDisabled) || one.title.localeCompare(other.title, language),
  );
  return (
    <div className={table.tableBox} tabIndex={0} role="region" aria-label={words.label}>
      <table className={`${table.table} ${table.stacked}`}>
        <thead>
          <tr>
            <th scope="col">{words.columns.name}</th>
            <th scope="col">{words.columns.role}</th>
            <th scope="col">{words.columns.tags}</th>
            <th scope="col">{words.columns.ways}</th>
            <th scope="col">{words.columns.last}</th>
            <th scope="col">{words.columns.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {ordered.map((user) => (
            <tr key={user.id}>
              <th scope="row">
                {user.title}
                {user.id === ownId ? ` (${words.you})` : ''}
                <div className={classes.hint}>{user.name}</div>
              </th>
              <td>{roles[user.role]}</td>
              <td>{user.tags === null ? words.allProcesses : say(words.tagged, { tags: user.tags.join(', ') })}</td>
              <td>
                <Ways user={user} />
              </td>
              <td className={table.when} title={user.lastSignInAt === null ? undefined : times.full(user.lastSignInAt)}>
                {user.lastSignInAt === null ? words.never : times.relative(user.lastSignInAt, now)}
              </td>
              <td>
                <UserState user={user} />
              </td>
              <td className={table.right}>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={say(words.manageOf, { name: user.title })}
                  onClick={() => onManage(user)}
                >
                  {words.manage}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Ways({ user }: { readonly user: User }) {
  const { language, count } = useWords();
  const words = userWords[language].list.ways;
  const ways = [
    ...(user.hasPassword ? [words.password] : []),
    ...(user.hasCodes ? [words.codes] : []),
    ...(user.passkeys > 0 ? [count(words.passkeys, user.passkeys)] : []),
    ...(user.identity === null ? [] : [words.identity]),
  ];
  return <>{ways.length === 0 ? words.none : ways.join(', ')}</>;
}

/** Whether there is any way for this user to sign in. */
const hasWay = (user: User): boolean => user.hasPassword || user.passkeys > 0 || user.identity !== null;

function UserState({ user }: { readonly user: User }) {
  const { language, say, times } = useWords();
  const words = userWords[language].list.states;
  const now = useNow(60_000);
  if (user.isDisabled) return <StatusWord shape="slash" tone="quiet" text={words.disabled} />;
  if (hasWay(user)) return <StatusWord shape="check" tone="good" text={words.active} />;
  if (user.invitedUntil === null) return <StatusWord shape="dash" tone="warn" text={words.waiting} />;
  return user.invitedUntil > now ? (
    <StatusWord shape="clock" tone="quiet" text={say(words.invited, { time: times.short(user.invitedUntil, now) })} />
  ) : (
    <StatusWord shape="dash" tone="warn" text={words.expired} />
  );
}
