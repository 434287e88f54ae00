import { Button } from '@mantine/core';
import type { InvitationLink, User } from '../../../contract/people.ts';
import { call } from '../../api/client.ts';
import { useAllSessions } from '../../api/people.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import { SessionList } from './session-list.tsx';
import { TakeOff } from './take-off.tsx';
import { useUserAct } from './use-user-act.ts';

export interface UserAccessProps {
  readonly user: User;
  readonly isOwn: boolean;
  readonly onLink: (user: User, invitation: InvitationLink) => void;
  readonly onRemoved: () => void;
}

/** How a user gets in: a link for a password, the sessions, and what keeps them out. */
export function UserAccess({ user, isOwn, onLink, onRemoved }: UserAccessProps) {
  const { language, say } = useWords();
  const { acts, removal } = userWords[language];
  const confirm = useConfirm();
  const act = useUserAct();
  const sessions = useAllSessions().data?.sessions.filter(({ userId }) => userId === user.id) ?? [];
  const path = { id: user.id };
  const linkWords = user.hasPassword ? acts.reset : acts.newLink;

  async function makeLink(): Promise<void> {
    const made = await act(linkWords, null, () => call('newInvitation', { path }));
    if (made) onLink(user, made.invitation);
  }
  async function remove(): Promise<void> {
    const isSure = await confirm({
      title: say(removal.title, { name: user.title }),
      text: removal.text,
      confirm: removal.confirm,
      keep: removal.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    const done = await act(removal.confirm, say(acts.removed, { name: user.title }), () =>
      call('removeUser', { path }),
    );
    if (done) onRemoved();
  }
  const change = (isDisabled: boolean): void =>
    void act(
      isDisabled ? acts.disable : acts.enable,
      say(isDisabled ? acts.disabled : acts.enabled, { name: user.title }),
      () => call('changeUser', { path, body: { isDisabled } }),
    );
  return (
    <section className={classes.access} aria-label={acts.title}>
      <h3 className={classes.heading}>{acts.title}</h3>
      <div>
        <Button size="xs" variant="default" onClick={() => void makeLink()}>
          {linkWords}
        </Button>
        {user.hasPassword ? <div className={classes.hint}>{acts.resetHint}</div> : null}
      </div>
      <div>
        <div className={classes.label}>{acts.sessions}</div>
        {sessions.length === 0 ? (
          <p className={classes.lead}>{acts.noSessions}</p>
        ) : (
          <>
            <SessionList label={acts.sessions} sessions={sessions} />
            {isOwn ? null : (
              <Button
                mt={8}
                size="xs"
                variant="default"
                onClick={() =>
                  void act(acts.endAll, say(acts.endedAll, { name: user.title }), () => call('endSessionsOf', { path }))
                }
              >
                {acts.endAll}
              </Button>
            )}
          </>
        )}
      </div>
      <TakeOff user={user} act={act} />
      {isOwn ? null : (
        <div className={classes.row}>
          <Button size="xs" variant="default" onClick={() => change(!user.isDisabled)}>
            {user.isDisabled ? acts.enable : acts.disable}
          </Button>
          <Button size="xs" variant="default" c="var(--rota-bad)" onClick={() => void remove()}>
            {acts.remove}
          </Button>
          {user.isDisabled ? null : <span className={classes.hint}>{acts.disableHint}</span>}
        </div>
      )}
    </section>
  );
}
