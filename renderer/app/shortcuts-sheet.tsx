import { Dialog } from '../ui/dialog.tsx';
import { keyName } from '../ui/key-name.ts';
import { useWords } from '../words/words.tsx';
import classes from './shortcuts-sheet.module.css';

export interface ShortcutsSheetProps {
  readonly areSingleKeysOn: boolean;
  readonly onClose: () => void;
}

/** Every key and what it does. */
export function ShortcutsSheet({ areSingleKeysOn, onClose }: ShortcutsSheetProps) {
  const { w } = useWords();
  const words = w.app.shortcuts;
  const groups = [
    {
      title: words.groups.everywhere,
      keys: [
        ['Ctrl K', words.palette],
        ['?', words.sheet],
        ['/', words.search],
        ['g  o s r t p c ,', words.go],
      ],
    },
    {
      title: words.groups.grid,
      keys: [
        ['↑ ↓ j k', words.move],
        ['Home End PgUp PgDn', words.ends],
        ['Enter', words.open],
        [words.space, words.select],
        ['Shift ↑ ↓', words.extend],
        ['R', words.runNow],
        ['Shift R', words.runWith],
        ['P', words.parameters],
        ['E', words.edit],
        ['S', words.pause],
        ['F', words.favourite],
        ['Del', words.remove],
        ['Shift F10  .', words.menu],
      ],
    },
    {
      title: words.groups.run,
      keys: [
        ['F', words.follow],
        ['n N', words.errors],
        ['Ctrl F', words.find],
        ['C', words.cancelRun],
        ['Y', words.retry],
      ],
    },
    {
      title: words.groups.dialogs,
      keys: [
        ['Esc', words.closes],
        ['Ctrl Enter', words.confirms],
        ['Ctrl S', words.saves],
      ],
    },
  ] as const;
  return (
    <Dialog title={words.title} isOpen onClose={onClose} width={720}>
      {areSingleKeysOn ? null : <p className={classes.off}>{words.off}</p>}
      <div className={classes.groups}>
        {groups.map(({ title, keys }) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <kbd>{keyName(key)}</kbd>
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
