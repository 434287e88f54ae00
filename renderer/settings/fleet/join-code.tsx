import { CopyButton } from '../../ui/copy-button.tsx';
import { fleetWords } from '../../words/fleet-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';

/** A join code, to be copied. */
export function JoinCode({ code, hint }: { readonly code: string; readonly hint: string }) {
  const { w, language } = useWords();
  const words = fleetWords[language];
  return (
    <div>
      <div className={classes.hint}>{hint}</div>
      <div className={classes.identity}>
        <code style={{ overflowWrap: 'anywhere' }}>{code}</code>
        <CopyButton text={code} label={`${w.app.actions.copy}: ${words.code}`} />
      </div>
    </div>
  );
}
