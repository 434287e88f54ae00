import { keyName } from '../ui/key-name.ts';
import type { Language } from '../../contract/language.ts';
import { workerWords } from './worker-words.ts';
import type { Words } from './words.tsx';

export interface ShortcutGroup {
  readonly title: string;
  /** Keys, as named on this computer's keyboard, and their effects. */
  readonly keys: readonly (readonly [keys: string, meaning: string])[];
}

/** All shortcuts, by scope. */
export function shortcutGroups(w: Words, language: Language): readonly ShortcutGroup[] {
  const words = w.app.shortcuts;
  const ofWorkers = workerWords[language].shortcuts;
  const groups: readonly ShortcutGroup[] = [
    {
      title: words.groups.everywhere,
      keys: [
        ['Ctrl K', words.palette],
        ['?', words.sheet],
        ['/', words.search],
        ['g  o s r t p w c ,', words.go],
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
        ['Ctrl G', words.goToLine],
        ['Home End', words.logEnds],
        ['C', words.cancelRun],
        ['Y', words.retry],
      ],
    },
    {
      title: ofWorkers.group,
      keys: [
        ['D', ofWorkers.drain],
        ['M', ofWorkers.maintain],
        ['B', ofWorkers.resume],
        ['E', ofWorkers.edit],
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
  ];
  return groups.map(({ title, keys }) => ({
    title,
    keys: keys.map(([key, meaning]) => [keyName(key), meaning] as const),
  }));
}
