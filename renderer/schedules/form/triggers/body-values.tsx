import { Button, TextInput } from '@mantine/core';
import type { ParameterSchema } from '../../../../contract/process.ts';
import { titleOf } from '../../../values/field-kind.ts';
import { useWords } from '../../../words/words.tsx';
import classes from '../form.module.css';
import fieldsClasses from './trigger-fields.module.css';

interface BodyValuesProps {
  readonly schema: ParameterSchema | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  readonly place: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (values: Record<string, unknown>) => void;
}

/** Which fields of a call become values: a parameter without a text keeps the schedule's own. */
export function BodyValues({ schema, values, place, problems, onChange }: BodyValuesProps) {
  const { w, say } = useWords();
  const words = w.triggers.hookFields;
  const parameters = Object.entries(schema?.properties ?? {});
  if (parameters.length === 0) return null;
  const set = (name: string, text: string) => {
    const { [name]: _old, ...rest } = values;
    onChange(text === '' ? rest : { ...rest, [name]: text });
  };
  return (
    <div role="group" aria-label={words.values} className={fieldsClasses.bodyValues}>
      <p className={classes.note}>{words.valuesHint}</p>
      {parameters.map(([name, parameter]) => {
        const value = values[name];
        const title = titleOf(name, parameter);
        return (
          <div key={name} className={fieldsClasses.bodyValue}>
            <TextInput
              id={`${place}.values.${name}`}
              label={title}
              placeholder={words.own}
              spellCheck={false}
              value={typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)}
              error={problems[`${place}.values.${name}`]}
              onChange={({ currentTarget }) => set(name, currentTarget.value)}
            />
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={say(words.takeOf, { name: title })}
              onClick={() => set(name, `{{body.${name}}}`)}
            >
              {words.take}
            </Button>
          </div>
        );
      })}
    </div>
  );
}
