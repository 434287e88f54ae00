import { useMemo, useState } from 'react';
import { Button, Menu } from '@mantine/core';
import type { ParameterSchema } from '../../contract/process.ts';
import { parametersOf, titleOf, unknownValues, type FormParameter } from '../values/field-kind.ts';
import { JsonField } from '../values/json-field.tsx';
import { followUpWords } from '../words/follow-up-words.ts';
import { useWords } from '../words/words.tsx';
import { runSources, type RunBefore } from './run-sources.ts';
import { RunValueField } from './run-value-field.tsx';
import { useKnownOutputs } from './use-known-outputs.ts';
import classes from './follow-ups.module.css';

interface FollowUpValuesProps {
  /** The parameters of what follows. */
  readonly schema: ParameterSchema;
  readonly before: RunBefore;
  readonly values: Readonly<Record<string, unknown>>;
  /** A schedule gives the values that are not given here. */
  readonly isOfSchedule: boolean;
  /** By the name of the value; `` for all of them. */
  readonly problems: Readonly<Record<string, string>>;
  readonly idPrefix: string;
  readonly onChange: (values: Record<string, unknown>) => void;
}

/** The values of what follows: each given, or taken from the run before. */
export function FollowUpValues(props: FollowUpValuesProps) {
  const { schema, before, values, isOfSchedule, problems, idPrefix, onChange } = props;
  const { language } = useWords();
  const words = followUpWords[language];
  const outputs = useKnownOutputs(before.process);
  const sourcesFor = useMemo(
    () => (isForSecret: boolean) => runSources(before.parameters, outputs, words, isForSecret),
    [before.parameters, outputs, words],
  );
  // A schedule gives most of them: only those are shown that take the place of its own.
  const [chosen, setChosen] = useState<readonly string[]>(Object.keys(values));
  const isShown = (name: string) => !isOfSchedule || chosen.includes(name) || problems[name] !== undefined;
  const required = new Set(isOfSchedule ? [] : (schema.required ?? []));
  const parameters = parametersOf(schema);
  const unknown = unknownValues(schema, values);
  function set(name: string, value: unknown): void {
    const { [name]: _old, ...rest } = values;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  }
  function choose(name: string): void {
    setChosen([...chosen, name]);
    requestAnimationFrame(() => document.getElementById(idPrefix + name)?.focus());
  }
  if (parameters.length === 0 && unknown.length === 0) return null;
  return (
    <div role="group" aria-label={words.values} className={classes.values}>
      {isOfSchedule ? <p className={classes.lead}>{words.ofSchedule}</p> : null}
      {parameters
        .filter(([name]) => isShown(name))
        .map(([name, parameter]) => (
          <RunValueField
            key={name}
            id={idPrefix + name}
            name={name}
            parameter={parameter}
            isRequired={required.has(name)}
            value={values[name]}
            problem={problems[name]}
            sourcesFor={sourcesFor}
            onChange={(value) => set(name, value)}
          />
        ))}
      {unknown.map((name) => (
        <JsonField
          key={name}
          id={idPrefix + name}
          label={name}
          value={values[name]}
          problem={problems[name]}
          onChange={(value) => set(name, value)}
        />
      ))}
      {isOfSchedule ? <OtherValue rest={parameters.filter(([name]) => !isShown(name))} onChoose={choose} /> : null}
      {problems[''] === undefined ? null : <p className={classes.problem}>{problems['']}</p>}
    </div>
  );
}

interface OtherValueProps {
  readonly rest: readonly (readonly [string, FormParameter])[];
  readonly onChoose: (name: string) => void;
}

/** Which value of a schedule is given anew. */
function OtherValue({ rest, onChoose }: OtherValueProps) {
  const words = followUpWords[useWords().language];
  if (rest.length === 0) return null;
  return (
    <Menu position="bottom-start" withinPortal returnFocus={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" className={classes.start ?? ''}>
          {words.change}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.sources ?? ''}>
        {rest.map(([name, parameter]) => (
          <Menu.Item key={name} onClick={() => onChoose(name)}>
            {titleOf(name, parameter)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
