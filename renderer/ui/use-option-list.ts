import { useId, useState, type KeyboardEvent } from 'react';
import classes from './option-list.module.css';

export interface OptionListWishes {
  /** Options there are now. */
  readonly count: number;
  /** The field's text: Home and End belong to the field once it has any. */
  readonly query: string;
  readonly onPick: (index: number) => void;
  /** For fields where Esc does more than close the dialog. */
  readonly onLeave?: () => void;
}

/** The option's ARIA props. */
export interface OptionProps {
  readonly id: string;
  readonly role: 'option';
  readonly className: string;
  readonly 'aria-selected': boolean;
  readonly onPointerMove: () => void;
  readonly onClick: () => void;
}

/**
 * A search field over a list of options: the focus stays in the field, arrows and mouse move the mark, Enter picks the marked option. ARIA
 * roles as in the combobox pattern with a listbox of the ARIA Authoring Practices.
 */
export function useOptionList({ count, query, onPick, onLeave }: OptionListWishes) {
  const [wanted, setWanted] = useState(0);
  const listId = useId();
  // The list may have become shorter in the meantime.
  const marked = Math.min(wanted, Math.max(0, count - 1));
  const idOf = (index: number) => `${listId}-${index}`;

  function move(to: number): void {
    const index = (to + count) % Math.max(1, count);
    setWanted(index);
    document.getElementById(idOf(index))?.scrollIntoView({ block: 'nearest' });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(marked + 1);
    else if (event.key === 'ArrowUp') move(marked - 1);
    else if (event.key === 'Home' && query === '') move(0);
    else if (event.key === 'End' && query === '') move(count - 1);
    else if (event.key === 'Enter') {
      if (count > 0) onPick(marked);
    } else if (event.key === 'Escape' && onLeave) onLeave();
    else return;
    event.preventDefault();
  }
  return {
    marked,
    markFirst: () => setWanted(0),
    fieldProps: {
      role: 'combobox',
      'aria-expanded': count > 0,
      'aria-controls': listId,
      'aria-autocomplete': 'list',
      autoComplete: 'off',
      spellCheck: false,
      onKeyDown,
      ...(count > 0 ? { 'aria-activedescendant': idOf(marked) } : {}),
    },
    listProps: { id: listId, role: 'listbox' },
    optionProps: (index: number): OptionProps => ({
      id: idOf(index),
      role: 'option',
      className: classes.option ?? '',
      'aria-selected': index === marked,
      onPointerMove: () => setWanted(index),
      onClick: () => onPick(index),
    }),
  } as const;
}
