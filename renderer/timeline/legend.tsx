import { markKinds } from '../ui/lanes/marks.ts';
import { useWords } from '../words/words.tsx';
import classes from './timeline.module.css';

const names = { good: 'succeeded', bad: 'failed', quiet: 'other', running: 'running', upcoming: 'upcoming' } as const;

/** The legend of the marks. */
export function Legend() {
  const { w } = useWords();
  const words = w.timeline.legend;
  return (
    <ul className={classes.legend}>
      {markKinds.map((kind) => (
        <li key={kind}>
          <i className={classes.swatch} data-kind={kind} />
          {kind === 'bad' ? '✕ ' : ''}
          {words[names[kind]]}
        </li>
      ))}
      <li>
        <i className={classes.swatch} data-kind="now" />
        {words.now}
      </li>
    </ul>
  );
}
