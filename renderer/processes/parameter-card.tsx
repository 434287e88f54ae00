import { Checkbox, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { DefaultField, KindFields } from './parameter-fields.tsx';
import {
  changed,
  isMisfit,
  kindOf,
  parameterKinds,
  choiceOf,
  readDefault,
  withKind,
  writeDefault,
  type ParameterRow,
} from './parameter-rows.ts';
import classes from './editor.module.css';

export interface ParameterCardProps {
  readonly row: ParameterRow;
  readonly isNameWrong: boolean;
  /** Just added: its generated name is selected, to be typed over. */
  readonly isNew: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** `isMisfit`: the typed default does not fit the kind, so it exists only in its field. */
  readonly onChange: (row: ParameterRow, isMisfit: boolean) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

/** One parameter. */
export function ParameterCard(props: ParameterCardProps) {
  const { row, isNameWrong, isNew, onChange } = props;
  const { language, say } = useWords();
  const words = processWords[language].parameters;
  const { name, schema } = row;
  const kind = kindOf(schema);
  const [wasNamed, setWasNamed] = useState(false);
  const [defaultText, setDefaultText] = useState(() => writeDefault(kind, schema.default));
  const misfit = isMisfit(kind, defaultText);
  const set = (change: Readonly<Record<string, unknown>>, isWrong = misfit) =>
    onChange({ ...row, schema: changed(schema, change) }, isWrong);
  const textOr = (text: string) => (text === '' ? undefined : text);
  return (
    <fieldset className={classes.card}>
      <legend className={classes.hidden}>{say(words.row, { name })}</legend>
      <TextInput
        size="xs"
        label={words.name}
        value={name}
        autoFocus={isNew}
        onFocus={({ currentTarget }) => isNew && !wasNamed && currentTarget.select()}
        onBlur={() => setWasNamed(true)}
        error={isNameWrong ? words.nameProblem : null}
        onChange={(event) => onChange({ ...row, name: event.currentTarget.value }, misfit)}
      />
      <TextInput
        size="xs"
        label={words.title}
        value={schema.title ?? ''}
        onChange={(event) => set({ title: textOr(event.currentTarget.value) })}
      />
      <Select
        size="xs"
        label={words.kind}
        data={parameterKinds.map((each) => ({ value: each, label: words.kinds[each] }))}
        value={kind}
        allowDeselect={false}
        onChange={(next) => {
          if (next === null) return;
          setDefaultText('');
          onChange({ ...row, schema: withKind(schema, next) }, false);
        }}
      />
      <CardActions {...props} />
      <TextInput
        className={classes.wide ?? ''}
        size="xs"
        label={words.description}
        value={schema.description ?? ''}
        onChange={(event) => set({ description: textOr(event.currentTarget.value) })}
      />
      {kind === 'secret' || kind === 'file' ? null : (
        <DefaultField
          schema={schema}
          text={defaultText}
          onYesNo={(isOn) => set({ default: isOn })}
          onText={(text) => {
            const read = readDefault(kind, text);
            setDefaultText(text);
            set(
              { default: kind === 'choice' && read !== undefined ? choiceOf(schema, text) : read },
              isMisfit(kind, text),
            );
          }}
        />
      )}
      <Checkbox
        className={classes.check ?? ''}
        size="xs"
        label={words.required}
        checked={row.isRequired}
        onChange={(event) => onChange({ ...row, isRequired: event.currentTarget.checked }, misfit)}
      />
      <KindFields schema={schema} onChange={set} />
    </fieldset>
  );
}

/** Moves a parameter up and down, or removes it. */
function CardActions(props: Pick<ParameterCardProps, 'row' | 'isFirst' | 'isLast' | 'onMove' | 'onRemove'>) {
  const { isFirst, isLast, onMove, onRemove } = props;
  const { name } = props.row;
  const { language, say } = useWords();
  const words = processWords[language].parameters;
  return (
    <span className={classes.cardActions}>
      <IconButton label={say(words.up, { name })} disabled={isFirst} onClick={() => onMove(-1)}>
        <IconArrowUp size="1rem" />
      </IconButton>
      <IconButton label={say(words.down, { name })} disabled={isLast} onClick={() => onMove(1)}>
        <IconArrowDown size="1rem" />
      </IconButton>
      <IconButton label={say(words.remove, { name })} onClick={onRemove}>
        <IconTrash size="1rem" />
      </IconButton>
    </span>
  );
}
