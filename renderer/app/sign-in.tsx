import { useRef } from 'react';
import { Button } from '@mantine/core';
import { CopyButton } from '../ui/copy-button.tsx';
import { useWords } from '../words/words.tsx';
import { Mark } from './mark.tsx';
import classes from './sign-in.module.css';

export interface SignInProps {
  readonly why: 'signed-out' | 'expired' | 'no-answer';
  /** What keeps the server from being asked, in words: it is away, or refuses this address (a proxy that is not named). */
  readonly problem: string;
  readonly onAgain: () => void;
}

/** Signed out: says how to get a link. */
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
