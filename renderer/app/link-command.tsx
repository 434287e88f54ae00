import { useRef } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { useWords } from '../words/words.tsx';
import classes from './sign-in.module.css';

/** The command that makes a sign-in link, and what to do with it. */
export function LinkCommand() {
  const { w } = useWords();
  const words = w.app.signIn;
  const command = useRef<HTMLElement>(null);
  return (
    <>
      <div className={classes.command}>
        <code ref={command}>{words.command}</code>
        <CopyButton text={words.command} source={command} />
      </div>
      <p className={classes.after}>{words.after}</p>
    </>
  );
}
