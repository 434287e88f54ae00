import { useRef, useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconBuilding, IconFingerprint } from '@tabler/icons-react';
import { passkeyPlace } from '../../contract/passkey-place.ts';
import { call, type Answer } from '../api/client.ts';
import { askPasskey, hasPasskeys } from '../api/passkeys.ts';
import { useBusy } from '../ui/use-busy.ts';
import { signInWaysWords } from '../words/sign-in-ways-words.ts';
import { useWords } from '../words/words.tsx';
import { PasskeyPlaceHint } from '../words/passkey-place-hint.tsx';
import classes from './sign-in.module.css';

export interface OtherWaysProps {
  readonly ways: Answer<'signInWays'>;
  readonly onSignedIn: () => void;
}

/** The ways to sign in besides name and password: the company's account and passkeys, each only where there are any. */
export function OtherWays({ ways: { identity, hasPasskeys: arePasskeys }, onSignedIn }: OtherWaysProps) {
  const { language } = useWords();
  const words = signInWaysWords[language];
  const [problem, setProblem] = useState<string | null>(null);
  if (identity === null && !arePasskeys) return null;
  return (
    <div className={classes.others}>
      <p className={classes.or}>{words.or}</p>
      {problem === null ? null : (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      {identity === null ? null : <CompanyButton identity={identity} invitation={null} onProblem={setProblem} />}
      {arePasskeys ? <PasskeyButton onSignedIn={onSignedIn} onProblem={setProblem} /> : null}
    </div>
  );
}

export interface CompanyButtonProps {
  readonly identity: NonNullable<Answer<'signInWays'>['identity']>;
  /** The token of an invitation whose user gets this account. */
  readonly invitation: string | null;
  readonly onProblem: (problem: string | null) => void;
}

/** Leads to the company's identity provider, which sends the browser back signed in. */
export function CompanyButton({ identity: { title, elsewhere }, invitation, onProblem }: CompanyButtonProps) {
  const { language, say } = useWords();
  const words = signInWaysWords[language];
  if (elsewhere !== null) {
    return (
      <p className={classes.small}>
        {say(words.elsewhere, { title, address: elsewhere })} <a href={elsewhere}>{words.goThere}</a>
      </p>
    );
  }
  async function leave(): Promise<null> {
    const { url } = await call('beginIdentity', { body: { invitation } });
    location.assign(url);
    return null;
  }
  return <WayButton icon={IconBuilding} text={say(words.company, { title })} onProblem={onProblem} onUse={leave} />;
}

interface PasskeyButtonProps extends Pick<OtherWaysProps, 'onSignedIn'> {
  readonly onProblem: (problem: string | null) => void;
}

function PasskeyButton({ onSignedIn, onProblem }: PasskeyButtonProps) {
  const { language } = useWords();
  const words = signInWaysWords[language].passkey;
  if (!passkeyPlace(location.origin).isPlace || !hasPasskeys())
    return <PasskeyPlaceHint className={classes.small ?? ''} />;
  async function signIn(): Promise<string | null> {
    const { options } = await call('passkeySignInOptions');
    const response = await askPasskey(options);
    if (response === null) return words.notDone;
    await call('signInWithPasskey', { body: { response } });
    onSignedIn();
    return null;
  }
  return <WayButton icon={IconFingerprint} text={words.signIn} onProblem={onProblem} onUse={signIn} />;
}

interface WayButtonProps {
  readonly icon: typeof IconBuilding;
  readonly text: string;
  readonly onProblem: (problem: string | null) => void;
  /** Resolves with the sentence of what went wrong, or null. */
  readonly onUse: () => Promise<string | null>;
}

function WayButton({ icon: Icon, text, onProblem, onUse }: WayButtonProps) {
  const { sayProblem } = useWords();
  const { isBusy, whenIdle } = useBusy();
  async function use(): Promise<void> {
    onProblem(null);
    onProblem(await onUse().catch(sayProblem));
  }
  return (
    <Button
      variant="default"
      fullWidth
      leftSection={<Icon size="1rem" />}
      loading={isBusy}
      onClick={() => void whenIdle(use)}
    >
      {text}
    </Button>
  );
}

export interface CodeStepProps {
  /** Of a password that was right: valid for five minutes. */
  readonly ticket: string;
  readonly onSignedIn: () => void;
  readonly onBack: () => void;
}

/** The second proof after the password: a code of the authenticator app, or a recovery code. */
export function CodeStep({ ticket, onSignedIn, onBack }: CodeStepProps) {
  const { language, sayProblem } = useWords();
  const words = signInWaysWords[language].code;
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  const field = useRef<HTMLInputElement>(null);
  async function submit(): Promise<void> {
    if (code.trim() === '') return setProblem(words.missing);
    try {
      await call('signInWithCode', { body: { ticket, code: code.trim() } });
      onSignedIn();
    } catch (error) {
      setProblem(sayProblem(error));
      field.current?.select();
    }
  }
  function send(event: FormEvent): void {
    event.preventDefault();
    void whenIdle(submit);
  }
  return (
    <form className={classes.form} noValidate onSubmit={send}>
      <p>{words.lead}</p>
      <TextInput
        ref={field}
        label={words.label}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        maxLength={100}
        value={code}
        error={problem}
        onChange={(event) => {
          setCode(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Button type="submit" fullWidth loading={isBusy}>
        {words.submit}
      </Button>
      <Button variant="subtle" fullWidth onClick={onBack}>
        {words.back}
      </Button>
    </form>
  );
}
