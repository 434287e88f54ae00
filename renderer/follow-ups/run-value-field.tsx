import { useState } from 'react';
import { Button, Menu, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { isSecret } from '../../contract/process.ts';
import { fieldKind, titleOf } from '../values/field-kind.ts';
import { ValueField, type ValueFieldProps } from '../values/value-field.tsx';
import { followUpWords } from '../words/follow-up-words.ts';
import { useWords } from '../words/words.tsx';
import { isFilledLater, type RunSource, type RunSources } from './run-sources.ts';
import classes from './follow-ups.module.css';

export interface RunValueFieldProps extends ValueFieldProps {
  /** What can be taken from the run before, given whether it is for a secret. */
  readonly sourcesFor: (isForSecret: boolean) => RunSources;
}

/** Kinds of fields in which a placeholder can be typed like any other text. */
const typed = ['text', 'textarea', 'path'];

/** The field of one value, which can also be taken from the run before. */
export function RunValueField({ sourcesFor, ...field }: RunValueFieldProps) {
  const { id, name, parameter, value, onChange } = field;
  const { language, say } = useWords();
  const words = followUpWords[language];
  const isText = typed.includes(fieldKind(parameter, value));
  // A secret is never kept with what follows.
  const isOfSecret = isSecret(parameter);
  const [isTaken, setIsTaken] = useState(isOfSecret || (isFilledLater(value) && !isText));
  const label = titleOf(name, parameter);

  function take(text: string): void {
    const { next, caret } = isText || isTaken ? inserted(id, value, text) : { next: text, caret: caretIn(text) };
    if (!isText) setIsTaken(true);
    onChange(next);
    // Another field may take the place of this one, and the menu gives the focus back.
    requestAnimationFrame(() => {
      const input = document.getElementById(id);
      if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) return;
      input.focus();
      input.setSelectionRange(caret, caret);
    });
  }
  function giveFixed(): void {
    setIsTaken(false);
    onChange(undefined);
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  }
  return (
    <div className={classes.value}>
      {isTaken ? (
        <TakenField {...field} hint={isOfSecret ? words.secretHint : words.placeholderHint} />
      ) : (
        <ValueField {...field} />
      )}
      <div className={classes.valueActs}>
        <SourceMenu label={say(words.fromRunOf, { name: label })} sources={sourcesFor(isOfSecret)} onPick={take} />
        {isTaken && !isOfSecret ? (
          <Button
            size="compact-sm"
            variant="subtle"
            className={classes.quiet ?? ''}
            aria-label={say(words.typeOf, { name: label })}
            onClick={giveFixed}
          >
            {words.type}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** A value that only the end of the run before will give: shown as its placeholder. */
function TakenField({
  id,
  name,
  parameter,
  isRequired,
  value,
  problem,
  hint,
  onChange,
}: ValueFieldProps & { hint: string }) {
  return (
    <TextInput
      id={id}
      className={classes.mono ?? ''}
      label={titleOf(name, parameter)}
      description={hint}
      required={isRequired}
      error={problem}
      spellCheck={false}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  );
}

interface SourceMenuProps {
  readonly label: string;
  readonly sources: RunSources;
  readonly onPick: (text: string) => void;
}

function SourceMenu({ label, sources, onPick }: SourceMenuProps) {
  const { language } = useWords();
  const words = followUpWords[language];
  const group = (title: string, entries: readonly RunSource[]) =>
    entries.length === 0 ? null : (
      <>
        <Menu.Label>{title}</Menu.Label>
        {entries.map(({ text, label: entry }) => (
          <Menu.Item key={text} onClick={() => onPick(text)}>
            {entry}
          </Menu.Item>
        ))}
      </>
    );
  return (
    <Menu position="bottom-start" withinPortal returnFocus={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          className={classes.quiet ?? ''}
          aria-label={label}
          rightSection={<IconChevronDown size="0.875rem" />}
        >
          {words.fromRun}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.sources ?? ''}>
        {group(words.outputs, [...sources.outputs, { text: '{{outputs.}}', label: words.otherOutput }])}
        {group(words.given, sources.values)}
        {group(words.facts, sources.facts)}
      </Menu.Dropdown>
    </Menu>
  );
}

/** After a whole placeholder; where the name of an output has to be typed, before its braces. */
const caretIn = (text: string): number => (text.endsWith('.}}') ? text.length - 2 : text.length);

/** The value with a text put in where the caret of its field stands, and where the caret then is. */
function inserted(id: string, value: unknown, text: string): { readonly next: string; readonly caret: number } {
  const old = typeof value === 'string' ? value : '';
  const input = document.getElementById(id);
  const isField = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
  const from = Math.min((isField ? input.selectionStart : null) ?? old.length, old.length);
  const to = Math.min((isField ? input.selectionEnd : null) ?? from, old.length);
  return { next: old.slice(0, from) + text + old.slice(to), caret: from + caretIn(text) };
}
