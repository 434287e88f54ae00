import { useRef } from 'react';
import { Button } from '@mantine/core';
import { CopyButton } from '../ui/copy-button.tsx';
import { useWords } from '../words/words.tsx';
import { Mark } from './mark.tsx';
import classes from './sign-in.module.css';

export interface SignInProps {
  readonly why: 'signed-out' | 'expired' | 'no-answer';
  /** Why the server cannot be asked: it is down, or refuses this address (an unknown proxy). */
  readonly problem: string;
  readonly onAgain: () => void;
}

/** Signed out: explains how to get a sign-in link. */
export function SignIn({ why, problem, onAgain }: SignInProps) {
  const { w } = useWords();
  const words = w.app.signIn;
  const command = useRef<HTMLElement>(null);
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <Mark size={36} />
        <h1 className={classes.title}>{words.title}</h1>
        {why === 'expired' ? <p className={classes.problem}>{words.expired}</p> : null}
        {why === 'no-answer' ? (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        ) : (
          <>
            <p>{words.lead}</p>
            <div className={classes.command}>
              <code ref={command}>{words.command}</code>
              <CopyButton text={words.command} source={command} />
            </div>
            <p className={classes.after}>{words.after}</p>
          </>
        )}
        <Button onClick={onAgain}>{words.again}</Button>
      </div>
    </main>
  );
}
