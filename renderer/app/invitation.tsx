import { useState, type FormEvent } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { Language } from '../../contract/language.ts';
import { longestPassword, shortestPassword } from '../../contract/people.ts';
import { call, type Answer } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useSignInWays } from '../api/people.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { useBusy } from '../ui/use-busy.ts';
import { userWords } from '../words/user-words.ts';
import { useWords } from '../words/words.tsx';
import { passwordStrength } from '../words/password-strength.ts';
import { CompanyButton } from './other-ways.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import classes from './sign-in.module.css';

/** `#/invitation?token=…`: whoever has the link chooses a password and is signed in. */
export function Invitation({ onSignedIn }: { readonly onSignedIn: () => Promise<unknown> }) {
  const { language, w } = useWords();
  const words = userWords[language].invitation;
  const [search] = useSearchState();
  const token = search.get('token') ?? '';
  const facts = useQuery({
    queryKey: keys.invitation(token),
    queryFn: () => call('invitation', { body: { token } }),
    retry: false,
    gcTime: 0,
    enabled: token !== '',
  });
  if (token === '' || facts.isError) {
    return (
      <SignInFrame title={words.gone}>
        <p role="alert">{words.goneText}</p>
        <Button component={Link} href="/schedules">
          {w.app.signIn.title}
        </Button>
      </SignInFrame>
    );
  }
  return facts.data === undefined ? null : <PasswordChoice token={token} facts={facts.data} onSignedIn={onSignedIn} />;
}

/** In the browser's own zone: those of the server come with the session. */
const localTime = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

interface PasswordChoiceProps {
  readonly token: string;
  readonly facts: Answer<'invitation'>;
  readonly onSignedIn: () => Promise<unknown>;
}

function PasswordChoice({ token, facts, onSignedIn }: PasswordChoiceProps) {
  const { language, say, count, sayProblem } = useWords();
  const words = userWords[language].invitation;
  const [, navigate] = useLocation();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  const lacking = shortestPassword - [...password.normalize('NFKC')].length;
  const short = lacking > 0 ? count(words.short, lacking) : null;

  async function accept(): Promise<void> {
    if (short !== null) return setProblem(short);
    try {
      const { ticket } = await call('acceptInvitation', { body: { token, password } });
      // With a second proof the password is set, and the way in leads over the sign-in.
      if (ticket === null) await onSignedIn();
      navigate('/schedules', { replace: true });
    } catch (error) {
      setProblem(sayProblem(error));
    }
  }
  function send(event: FormEvent): void {
    event.preventDefault();
    void whenIdle(accept);
  }
  return (
    <SignInFrame title={say(facts.isReset ? words.resetTitle : words.title, { title: facts.title })}>
      <p>{say(words.lead, { name: facts.name })}</p>
      <form className={classes.form} noValidate onSubmit={send}>
        {/* For password managers, which keep the name with the password. */}
        <input type="text" name="username" autoComplete="username" value={facts.name} readOnly hidden />
        <PasswordInput
          label={words.password}
          description={say(words.rule, { n: String(shortestPassword) })}
          name="password"
          autoComplete="new-password"
          maxLength={longestPassword}
          autoFocus
          value={password}
          error={problem}
          aria-invalid={problem !== null}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
            setProblem(null);
          }}
          visibilityToggleButtonProps={{ 'aria-label': userWords[language].signIn.showPassword, tabIndex: 0 }}
        />
        {password === '' || problem !== null ? null : (
          <div role="status" className={classes.strength}>
            {short ?? words[passwordStrength(password)]}
          </div>
        )}
        <Button type="submit" fullWidth loading={isBusy}>
          {words.submit}
        </Button>
      </form>
      {facts.isReset ? null : <InvitedByCompany token={token} />}
      <p className={classes.small}>{say(words.until, { time: localTime(facts.until, language) })}</p>
    </SignInFrame>
  );
}

/** Whoever was invited can use the account of the company in place of a password. */
function InvitedByCompany({ token }: { readonly token: string }) {
  const identity = useSignInWays().data?.identity ?? null;
  const [problem, setProblem] = useState<string | null>(null);
  if (identity === null) return null;
  return (
    <div className={classes.others}>
      {problem === null ? null : (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <CompanyButton identity={identity} invitation={token} onProblem={setProblem} />
    </div>
  );
}
