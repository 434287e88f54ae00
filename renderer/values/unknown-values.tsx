import { Button } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import type { ValueProblems } from './check-values.ts';
import { JsonField } from './json-field.tsx';
import classes from './values-form.module.css';

interface UnknownValuesProps {
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: ValueProblems;
  readonly idPrefix: string;
  /** undefined removes the value. */
  readonly onChange: (name: string, value: unknown) => void;
  /** The last one is removed, and the focus needs a new target. */
  readonly onLast: () => void;
}

/** Values without a parameter in the schema. */
export function UnknownValues({ names, values, problems, idPrefix, onChange, onLast }: UnknownValuesProps) {
  const { w, say } = useWords();
  const words = w.fields;
  function removeUnknown(name: string): void {
    // The button disappears with its field; the focus must not.
    const rest = names.filter((other) => other !== name);
    const next = rest[names.indexOf(name)] ?? rest.at(-1);
    if (next === undefined) onLast();
    else document.getElementById(idPrefix + next)?.focus();
    onChange(name, undefined);
  }
  return (
    <fieldset className={classes.more}>
      <legend>{words.more}</legend>
      <p className={classes.hint}>{words.moreHint}</p>
      {names.map((name) => (
        <div key={name}>
          <JsonField
            id={idPrefix + name}
            label={name}
            value={values[name]}
            problem={problems[name]}
            onChange={(value) => onChange(name, value)}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.toggle ?? ''}
            aria-label={say(words.removeUnknown, { name })}
            onClick={() => removeUnknown(name)}
          >
            {words.remove}
          </Button>
        </div>
      ))}
    </fieldset>
  );
}
