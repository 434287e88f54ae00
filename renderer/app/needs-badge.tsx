import { useNeeded } from '../api/use-needed.ts';
import { useWords } from '../words/words.tsx';
import classes from './needs-badge.module.css';

/** How much needs a person, beside the name of the Overview; nothing if nothing does. */
export function NeedsBadge() {
  const { w, count, times } = useWords();
  const needed = useNeeded();
  if (needed === 0) return null;
  return (
    <>
      <span className={classes.badge} aria-hidden="true">
        {needed > 99 ? '99+' : times.number(needed)}
      </span>
      <span className={classes.hidden}>{count(w.app.needs, needed)}</span>
    </>
  );
}
