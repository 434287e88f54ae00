import { use } from 'react';
import { Checkbox } from '@mantine/core';
import type { SessionAnswer } from '../../contract/console.ts';
import { SingleKeys } from '../ui/single-keys.ts';
import { shortcutGroups } from '../words/shortcut-groups.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';
import sheet from './shortcuts.module.css';
import { useChange } from './use-change.ts';
import { useOwnChange } from './use-own-change.ts';

/** Key names of Electron and of the keyboard. */
const quickRunKeys = 'CommandOrControl+Alt+R';
const quickRunKeysShown = window.desktop?.platform === 'darwin' ? '⌥⌘R' : 'Ctrl Alt R';

export function ShortcutsSection({ session }: { readonly session: SessionAnswer }) {
  const { w, say, language } = useWords();
  const words = w.settings.shortcuts;
  const change = useChange();
  const changeOwn = useOwnChange();
  return (
    <>
      <Checkbox
        label={words.single}
        description={words.singleHint}
        checked={use(SingleKeys)}
        onChange={(event) => changeOwn({ singleKeyShortcuts: event.currentTarget.checked })}
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
      <div className={sheet.shortcuts}>
        {shortcutGroups(w, language).map(({ title, keys }) => (
          <section key={title}>
            <h3 className={classes.heading}>{title}</h3>
            <dl className={sheet.keys}>
              {keys.map(([key, text]) => (
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
