import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { SessionAnswer } from '../../../contract/console.ts';
import type { InvitationLink, User } from '../../../contract/people.ts';
import { useUsers } from '../../api/people.ts';
import { EmptyState, NoMatch, SkeletonRows } from '../../ui/states.tsx';
import { ProblemPanel } from '../../words/problem-panel.tsx';
import { searchText } from '../../words/search-text.ts';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import { AddUserDialog } from './add-user-dialog.tsx';
import { CompanySignIn } from './company-sign-in.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { ManageUserDialog } from './manage-user-dialog.tsx';
import { UserTable } from './user-table.tsx';

/** With fewer a filter would only be in the way. */
const filterFrom = 9;

type Open = { readonly kind: 'add' } | { readonly kind: 'manage'; readonly id: string } | null;

/** The people who sign in. */
export function PeopleSection({ session }: { readonly session: SessionAnswer }) {
  const { language, say } = useWords();
  const words = userWords[language].list;
  const query = useUsers();
  const [open, setOpen] = useState<Open>(null);
  const [link, setLink] = useState<{ readonly title: string; readonly invitation: InvitationLink } | null>(null);
  const [find, setFind] = useState('');
  if (query.isError && !query.data) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={4} />;
  const { users } = query.data;
  const close = (): void => setOpen(null);
  const show = ({ title }: User, invitation: InvitationLink): void => {
    close();
    setLink({ title, invitation });
  };
  const found = users.filter((user) =>
    searchText(`${user.title} ${user.name} ${user.email ?? ''}`).includes(searchText(find)),
  );
  const managed = open?.kind === 'manage' ? users.find(({ id }) => id === open.id) : undefined;
  const add = (
    <Button size="xs" leftSection={<IconPlus size="0.9375rem" />} onClick={() => setOpen({ kind: 'add' })}>
      {words.add}
    </Button>
  );
  return (
    <>
      {users.length === 0 ? (
        <EmptyState text={words.empty}>{add}</EmptyState>
      ) : (
        <>
          <p className={classes.lead}>
            {words.lead} {words.stays}
          </p>
          <div className={classes.row}>
            {users.length < filterFrom ? null : (
              <TextInput
                size="xs"
                aria-label={words.find}
                placeholder={words.find}
                value={find}
                onChange={(event) => setFind(event.currentTarget.value)}
              />
            )}
            {add}
          </div>
          {found.length === 0 ? (
            <NoMatch text={say(words.noMatch, { query: find })} onClear={() => setFind('')} />
          ) : (
            <UserTable users={found} ownId={session.me.userId} onManage={({ id }) => setOpen({ kind: 'manage', id })} />
          )}
        </>
      )}
      <CompanySignIn />
      {open?.kind === 'add' ? <AddUserDialog onClose={close} onAdded={show} /> : null}
      {managed === undefined ? null : (
        <ManageUserDialog user={managed} isOwn={managed.id === session.me.userId} onClose={close} onLink={show} />
      )}
      {link === null ? null : <LinkDialog {...link} onClose={() => setLink(null)} />}
    </>
  );
}
