import { useState, type FormEvent } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { SessionAnswer } from '../../../contract/console.ts';
import { longestPassword, shortestPassword, type User } from '../../../contract/people.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useMe, useMySessions, useSignOut } from '../../api/people.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { SkeletonRows } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { ProblemPanel } from '../../words/problem-panel.tsx';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';
import { MoreProofs } from './more-proofs.tsx';
import { SessionList } from './session-list.tsx';

/** The own account: what others see of it, password and further proofs, and where one is signed in. */
export function AccountSection({ session }: { readonly session: SessionAnswer }) {
  const { language } = useWords();
  const words = userWords[language].account;
  const me = useMe();
  if (me.isError && !me.data) return <ProblemPanel error={me.error} onRetry={() => me.refetch()} />;
  if (!me.data) return <SkeletonRows rows={4} />;
  const { user } = me.data;
  if (user === null) return <p className={classes.plain}>{words.noUser}</p>;
  return (
    <>
      <Profile key={user.id} user={user} tags={session.me.tags} />
      <OwnPassword user={user} />
      <MoreProofs />
      <OwnSessions />
    </>
  );
}

function Profile({ user, tags }: { readonly user: User; readonly tags: readonly string[] | null }) {
  const { w, language, say, notDone } = useWords();
  const { account, form, roles } = userWords[language];
  const queries = useQueryClient();
  const toast = useToast();
  const [title, setTitle] = useState(user.title);
  const [email, setEmail] = useState(user.email ?? '');
  const { isBusy, whenIdle } = useBusy();
  const isChanged = title !== user.title || email !== (user.email ?? '');
  async function save(): Promise<void> {
    try {
      const answer = await call('changeMe', {
        body: { title: title.trim(), email: email.trim() === '' ? null : email.trim() },
      });
      queries.setQueryData(keys.me, answer);
      await queries.invalidateQueries({ queryKey: keys.session });
      toast({ id: 'settings-saved', text: w.settings.saved });
    } catch (error) {
      toast({ ...notDone(form.save, error), id: 'settings-saved' });
    }
  }
  return (
    <SettingGroup title={account.profile}>
      <p className={classes.lead}>
        {say(account.signedInAs, { name: user.name, role: roles[user.role] })}
        {tags === null ? '' : ` ${say(account.limited, { tags: tags.join(', ') })}`}
      </p>
      <form className={classes.form} noValidate onSubmit={(event) => submit(event, () => whenIdle(save))}>
        <TextInput
          className={classes.text ?? ''}
          label={form.title}
          description={form.titleHint}
          autoComplete="name"
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          className={classes.text ?? ''}
          type="email"
          label={form.email}
          autoComplete="email"
          maxLength={200}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" size="xs" loading={isBusy} disabled={!isChanged || title.trim() === ''}>
            {form.save}
          </Button>
        </div>
      </form>
    </SettingGroup>
  );
}

function submit(event: FormEvent, work: () => unknown): void {
  event.preventDefault();
  void work();
}

function OwnPassword({ user }: { readonly user: User }) {
  const { language, say, count, sayProblem } = useWords();
  const words = userWords[language];
  const toast = useToast();
  const queries = useQueryClient();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  if (!user.hasPassword) return null;
  const lacking = shortestPassword - [...next.normalize('NFKC')].length;
  async function change(): Promise<void> {
    if (lacking > 0) return setProblem(count(words.invitation.short, lacking));
    try {
      await call('changePassword', { body: { present, password: next } });
      setPresent('');
      setNext('');
      setProblem(null);
      toast({ text: words.account.changed });
      await queries.invalidateQueries({ queryKey: keys.mySessions });
    } catch (error) {
      setProblem(sayProblem(error));
    }
  }
  const eye = { 'aria-label': words.signIn.showPassword, tabIndex: 0 };
  return (
    <SettingGroup title={words.account.password}>
      <form className={classes.form} noValidate onSubmit={(event) => submit(event, () => whenIdle(change))}>
        <input type="text" name="username" autoComplete="username" value={user.name} readOnly hidden />
        <PasswordInput
          className={classes.text ?? ''}
          label={words.account.present}
          autoComplete="current-password"
          value={present}
          onChange={(event) => setPresent(event.currentTarget.value)}
          visibilityToggleButtonProps={eye}
        />
        <PasswordInput
          className={classes.text ?? ''}
          label={words.account.next}
          description={say(words.invitation.rule, { n: shortestPassword })}
          autoComplete="new-password"
          maxLength={longestPassword}
          value={next}
          error={problem}
          onChange={(event) => {
            setNext(event.currentTarget.value);
            setProblem(null);
          }}
          visibilityToggleButtonProps={eye}
        />
        <div>
          <Button type="submit" size="xs" loading={isBusy} disabled={present === '' || next === ''}>
            {words.account.change}
          </Button>
        </div>
      </form>
    </SettingGroup>
  );
}

function OwnSessions() {
  const { language, notDone } = useWords();
  const words = userWords[language].account;
  const sessions = useMySessions();
  const confirm = useConfirm();
  const toast = useToast();
  const signOut = useSignOut();
  async function everywhere(): Promise<void> {
    const isSure = await confirm({
      title: words.signOutTitle,
      text: words.signOutText,
      confirm: words.signOutEverywhere,
      keep: words.keep,
    });
    if (!isSure) return;
    try {
      const others = (sessions.data?.sessions ?? []).filter(({ isThis }) => !isThis);
      for (const { id } of others) await call('endSession', { path: { id } });
      await signOut();
    } catch (error) {
      toast(notDone(words.signOutEverywhere, error));
      await sessions.refetch();
    }
  }
  return (
    <SettingGroup title={words.sessions}>
      {sessions.data === undefined ? (
        <SkeletonRows rows={2} />
      ) : (
        <SessionList label={words.sessions} sessions={sessions.data.sessions} />
      )}
      <div className={classes.row}>
        <Button size="xs" variant="default" onClick={() => void signOut()}>
          {words.signOut}
        </Button>
        <Button size="xs" variant="default" onClick={() => void everywhere()}>
          {words.signOutEverywhere}
        </Button>
      </div>
    </SettingGroup>
  );
}
