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
  /** undefined takes the value out. */
  readonly onChange: (name: string, value: unknown) => void;
  /** The last one is taken out, and the focus needs another place. */
  readonly onLast: () => void;
}

/** Values that the schema does not name. */
export function UnknownValues({ names, values, problems, idPrefix, onChange, onLast }: UnknownValuesProps) {
  const { w, say } = useWords();
  const words = w.fields;
  function removeUnknown(name: string): void {
    // The button goes with its field, and the focus must not go with it.
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
