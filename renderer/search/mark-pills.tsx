import { useWords } from '../words/words.tsx';
import classes from './search.module.css';

interface MarkPillsProps {
  readonly tags: readonly string[];
  readonly folder: string;
  /** The row is the tab stop of the grid. */
  readonly isActive: boolean;
}

/** The folder and the tags of a row: a click searches for it (`data-action` of the grid). */
export function MarkPills({ tags, folder, isActive }: MarkPillsProps) {
  const { w, say } = useWords();
  if (folder === '' && tags.length === 0) return null;
  const pill = (kind: 'folder' | 'tag', text: string) => {
    const label = say(w.app.find[kind], { name: text });
    return (
      <button
        key={`${kind} ${text}`}
        type="button"
        className={classes.pill}
        data-kind={kind}
        data-action={kind}
        data-value={text}
        tabIndex={isActive ? 0 : -1}
        title={label}
        aria-label={label}
      >
        {text}
      </button>
    );
  };
  return (
    <span className={classes.pills}>
      {folder === '' ? null : pill('folder', folder)}
      {tags.map((tag) => pill('tag', tag))}
    </span>
  );
}
