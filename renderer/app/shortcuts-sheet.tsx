import { Dialog } from '../ui/dialog.tsx';
import { shortcutGroups } from '../words/shortcut-groups.ts';
import { useWords } from '../words/words.tsx';
import classes from './shortcuts-sheet.module.css';

export interface ShortcutsSheetProps {
  readonly areSingleKeysOn: boolean;
  readonly onClose: () => void;
}

/** All keyboard shortcuts. */
export function ShortcutsSheet({ areSingleKeysOn, onClose }: ShortcutsSheetProps) {
  const { w, language } = useWords();
  const words = w.app.shortcuts;
  return (
    <Dialog title={words.title} isOpen onClose={onClose} width={720}>
      {areSingleKeysOn ? null : <p className={classes.off}>{words.off}</p>}
      <div className={classes.groups}>
        {shortcutGroups(w, language).map(({ title, keys }) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
