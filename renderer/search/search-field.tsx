import { Suspense, useId, useRef, useState, type KeyboardEvent } from 'react';
import { TextInput } from '@mantine/core';
import { IconHelp, IconSearch } from '@tabler/icons-react';
import type { SearchKey } from '../../contract/search-words.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { useWords } from '../words/words.tsx';
import { suggest, withSuggestion, type Suggestion } from './suggest.ts';
import classes from './search.module.css';

const SearchHelp = lazyPart(() => import('./search-help.tsx').then((module) => module.SearchHelp));

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly className?: string;
  /** The key `/` comes here. */
  readonly hasKey?: boolean;
  /** What can be asked for on this screen. */
  readonly keys: readonly SearchKey[];
  readonly valuesOf: (key: SearchKey) => readonly string[];
  /** null: nothing is searched for. */
  readonly onChange: (text: string | null) => void;
}

const nothing: { readonly of: string; readonly list: readonly Suggestion[] } = { of: '', list: [] };

/** A search that understands keys: it offers them while one types, then their values. Esc closes what is offered, then clears. */
export function SearchField({ label, value, className, hasKey = false, keys, valuesOf, onChange }: SearchFieldProps) {
  const { w, language } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  // Offered for a text: where it has changed otherwise, they are for nothing.
  const [offers, setOffers] = useState(nothing);
  const offered = offers.of === value ? offers.list : nothing.list;
  const [marked, setMarked] = useState(-1);
  const [isHelpOpen, setIsHelpOpen] = useState(false);

  function offer(text: string, at: number): void {
    setOffers({ of: text, list: suggest(text, at, { language, keys, valuesOf }) });
    setMarked(-1);
  }
  function pick(one: Suggestion): void {
    const { text, at } = withSuggestion(value, one);
    onChange(text);
    offer(text, at);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
    });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const count = offered.length;
    const choice = offered[marked];
    if (event.key === 'ArrowDown' && count > 0) setMarked((marked + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) setMarked(marked <= 0 ? count - 1 : marked - 1);
    else if (event.key === 'Enter' && choice !== undefined) pick(choice);
    else if (event.key === 'Tab' && choice !== undefined && !event.shiftKey) pick(choice);
    else if (event.key === 'Escape' && count > 0) setOffers(nothing);
    else if (event.key === 'Escape' && value !== '') onChange(null);
    else return;
    event.preventDefault();
  }
  const isOpen = offered.length > 0;
  return (
    <div className={`${classes.search ?? ''} ${className ?? ''}`}>
      <TextInput
        ref={field}
        type="search"
        size="xs"
        aria-label={label}
        aria-autocomplete="list"
        {...(isOpen ? { 'aria-controls': listId } : {})}
        {...(marked >= 0 ? { 'aria-activedescendant': `${listId}-${marked}` } : {})}
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        value={value}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
          offer(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOffers(nothing)}
        leftSection={<IconSearch size="0.9375rem" />}
        rightSectionWidth={hasKey && value === '' ? '3.75rem' : '2rem'}
        rightSection={
          <span className={classes.right}>
            {hasKey && value === '' ? <kbd className={classes.key}>/</kbd> : null}
            <IconButton label={w.app.find.help} aria-haspopup="dialog" onClick={() => setIsHelpOpen(true)}>
              <IconHelp size="0.9375rem" stroke={1.7} />
            </IconButton>
          </span>
        }
      />
      <Offers id={listId} offered={offered} marked={marked} onPick={pick} />
      {isHelpOpen ? (
        <Suspense fallback={null}>
          <SearchHelp keys={keys} onClose={() => setIsHelpOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

interface OffersProps {
  readonly id: string;
  readonly offered: readonly Suggestion[];
  readonly marked: number;
  readonly onPick: (one: Suggestion) => void;
}

/** What can follow; the focus stays in the field. */
function Offers({ id, offered, marked, onPick }: OffersProps) {
  const { w } = useWords();
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={w.app.find.suggestions}
      className={classes.offers}
      hidden={offered.length === 0}
    >
      {offered.map((one, index) => (
        <li
          key={one.text}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked}
          className={classes.offer}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(one)}
        >
          {one.text}
        </li>
      ))}
    </ul>
  );
}
