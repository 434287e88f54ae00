import { Checkbox } from '@mantine/core';
import type { SessionAnswer } from '../../contract/console.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

/** As Electron names them, and as the keyboard does. */
const quickRunKeys = 'CommandOrControl+Alt+R';
const quickRunKeysShown = window.desktop?.platform === 'darwin' ? '⌥⌘R' : 'Ctrl Alt R';

export function ShortcutsSection({ session }: { readonly session: SessionAnswer }) {
  const { w, say } = useWords();
  const words = w.settings.shortcuts;
  const keys = w.app.shortcuts;
  const change = useChange();
  const groups = [
    {
      title: keys.groups.everywhere,
      rows: [
        ['Ctrl K', keys.palette],
        ['?', keys.sheet],
        ['/', keys.search],
        ['g  o s r t p c ,', keys.go],
      ],
    },
    {
      title: keys.groups.grid,
      rows: [
        ['↑ ↓ j k', keys.move],
        ['Home End PgUp PgDn', keys.ends],
        ['Enter', keys.open],
        [keys.space, keys.select],
        ['Shift ↑ ↓', keys.extend],
        ['R', keys.runNow],
        ['Shift R', keys.runWith],
        ['P', keys.parameters],
        ['E', keys.edit],
        ['S', keys.pause],
        ['F', keys.favourite],
        ['Del', keys.remove],
        ['Shift F10  .', keys.menu],
      ],
    },
    {
      title: keys.groups.run,
      rows: [
        ['F', keys.follow],
        ['n  N', keys.errors],
        ['Ctrl F', keys.find],
        ['C', keys.cancelRun],
        ['Y', keys.retry],
      ],
    },
    {
      title: keys.groups.dialogs,
      rows: [
        ['Esc', keys.closes],
        ['Ctrl Enter', keys.confirms],
        ['Ctrl S', keys.saves],
      ],
    },
  ] as const;
  return (
    <>
      <Checkbox
        label={words.single}
        description={words.singleHint}
        checked={session.settings.singleKeyShortcuts}
        onChange={(event) => void change({ singleKeyShortcuts: event.currentTarget.checked })}
      />
      {window.desktop === undefined ? null : (
        <Checkbox
          label={say(words.quickRun, { keys: quickRunKeysShown })}
          description={words.quickRunHint}
          checked={session.settings.quickRunShortcut !== null}
          onChange={(event) => void change({ quickRunShortcut: event.currentTarget.checked ? quickRunKeys : null })}
        />
      )}
      <p className={classes.lead}>{words.sheet}</p>
      <div className={classes.shortcuts}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className={classes.heading}>{group.title}</h3>
            <dl className={classes.keys}>
              {group.rows.map(([key, text]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}
