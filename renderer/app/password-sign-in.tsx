import { useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { call, type Answer } from '../api/client.ts';
import { useBusy } from '../ui/use-busy.ts';
import { userWords } from '../words/user-words.ts';
import { useWords } from '../words/words.tsx';
import { LinkCommand } from './link-command.tsx';
import { CodeStep, OtherWays } from './other-ways.tsx';
import classes from './sign-in.module.css';

export interface PasswordSignInProps {
  readonly ways: Answer<'signInWays'>;
  readonly onSignedIn: () => void;
}

/** Name and password; then, where the user has one, a second proof. */
export function PasswordSignIn({ ways, onSignedIn }: PasswordSignInProps) {
  const { w, language } = useWords();
  const words = userWords[language].signIn;
  const [ticket, setTicket] = useState<string | null>(null);
  if (ticket !== null) return <CodeStep ticket={ticket} onSignedIn={onSignedIn} onBack={() => setTicket(null)} />;
  return (
    <>
      <PasswordForm onSignedIn={onSignedIn} onTicket={setTicket} />
      <OtherWays ways={ways} onSignedIn={onSignedIn} />
      <p className={classes.small}>{words.forgotten}</p>
      <details className={classes.details}>
        <summary>{words.atComputer}</summary>
        <p>{w.app.signIn.lead}</p>
        <LinkCommand />
      </details>
    </>
  );
}

interface PasswordFormProps {
  readonly onSignedIn: () => void;
  readonly onTicket: (ticket: string) => void;
}

function PasswordForm({ onSignedIn, onTicket }: PasswordFormProps) {
  const { language, sayProblem } = useWords();
  const words = userWords[language].signIn;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [missing, setMissing] = useState<'name' | 'password' | null>(null);
  const [hasCapsLock, setCapsLock] = useState(false);
  const { isBusy, whenIdle } = useBusy();
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const hint = useId();

  async function submit(): Promise<void> {
    setProblem(null);
    const lacks = name.trim() === '' ? 'name' : password === '' ? 'password' : null;
    setMissing(lacks);
    if (lacks !== null) return void (lacks === 'name' ? nameField : passwordField).current?.focus();
    try {
      const { ticket } = await call('signInWithPassword', { body: { name: name.trim(), password } });
      if (ticket === null) onSignedIn();
      else onTicket(ticket);
    } catch (error) {
      setProblem(sayProblem(error));
      passwordField.current?.select();
    }
  }
  function send(event: FormEvent): void {
    event.preventDefault();
    void whenIdle(submit);
  }
  const watchCapsLock = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <form className={classes.form} noValidate onSubmit={send}>
      {problem === null ? null : (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <TextInput
        ref={nameField}
        label={words.name}
        name="username"
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={name}
        error={missing === 'name' ? words.nameMissing : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        ref={passwordField}
        label={words.password}
        name="password"
        autoComplete="current-password"
        value={password}
        error={missing === 'password' ? words.passwordMissing : null}
        aria-describedby={hint}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        onBlur={() => setCapsLock(false)}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': words.showPassword, tabIndex: 0 }}
      />
      <div id={hint} role="status" className={classes.caps}>
        {hasCapsLock ? words.capsLock : ''}
      </div>
      <Button type="submit" fullWidth loading={isBusy}>
        {words.submit}
      </Button>
    </form>
  );
}
