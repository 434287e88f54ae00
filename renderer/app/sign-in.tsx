import { Suspense } from 'react';
import { Button } from '@mantine/core';
import { useSignInWays } from '../api/people.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import { LinkCommand } from './link-command.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import classes from './sign-in.module.css';

const PasswordSignIn = lazyPart(() => import('./password-sign-in.tsx').then((module) => module.PasswordSignIn));

export interface SignInProps {
  readonly why: 'signed-out' | 'expired' | 'no-answer';
  /** Why the server cannot be asked: it is down, or refuses this address (an unknown proxy). */
  readonly problem: string;
  readonly onAgain: () => void;
}

/** Signed out: the ways to sign in, which depend on whether there are users. */
export function SignIn(props: SignInProps) {
  return props.why === 'no-answer' ? <NoAnswer {...props} /> : <Ways {...props} />;
}

function NoAnswer({ problem, onAgain }: SignInProps) {
  const { w } = useWords();
  return (
    <SignInFrame title={w.app.signIn.title}>
      <p className={classes.problem} role="alert">
        {problem}
      </p>
      <Button onClick={onAgain}>{w.app.signIn.again}</Button>
    </SignInFrame>
  );
}

function Ways({ why, onAgain }: SignInProps) {
  const { w } = useWords();
  const words = w.app.signIn;
  const ways = useSignInWays();
  if (ways.isPending) return null;
  const expired = why === 'expired' ? <p className={classes.problem}>{words.expired}</p> : null;
  if (ways.data?.hasUsers === true) {
    return (
      <SignInFrame title={words.title}>
        {expired}
        <Suspense fallback={null}>
          <PasswordSignIn ways={ways.data} onSignedIn={onAgain} />
        </Suspense>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={words.title}>
      {expired}
      <p>{words.lead}</p>
      <LinkCommand />
      <Button onClick={onAgain}>{words.again}</Button>
    </SignInFrame>
  );
}
