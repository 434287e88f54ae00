import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import type { ParameterSchema } from '../../../../contract/process.ts';
import type { FileTrigger } from '../../../../contract/triggers.ts';
import { titleOf } from '../../../values/field-kind.ts';
import { useWords } from '../../../words/words.tsx';
import classes from '../form.module.css';
import { Amount } from '../trigger-amount.tsx';

interface FileFieldsProps {
  readonly trigger: FileTrigger;
  readonly place: string;
  readonly schema: ParameterSchema | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<FileTrigger>) => void;
}

/** Which files of a folder start it, and what becomes of them. */
export function FileFields(props: FileFieldsProps) {
  const { trigger, place, schema, problems, change } = props;
  const words = useWords().w.triggers;
  const parameters = Object.entries(schema?.properties ?? {});
  return (
    <>
      <TextInput
        id={`${place}.folder`}
        label={words.folder}
        description={words.folderHint}
        required
        value={trigger.folder}
        error={problems[`${place}.folder`]}
        onChange={({ currentTarget }) => change({ folder: currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          id={`${place}.pattern`}
          label={words.pattern}
          description={words.patternHint}
          value={trigger.pattern}
          error={problems[`${place}.pattern`]}
          onChange={({ currentTarget }) => change({ pattern: currentTarget.value })}
        />
        <Select
          id={`${place}.valueName`}
          label={words.value}
          placeholder={words.valueNone}
          clearable
          clearButtonProps={{ 'aria-label': words.valueNone }}
          data={parameters.map(([name, parameter]) => ({ value: name, label: titleOf(name, parameter) }))}
          value={trigger.valueName}
          error={problems[`${place}.valueName`]}
          onChange={(valueName) => change({ valueName })}
        />
      </div>
      <Group gap="lg">
        <Checkbox
          label={words.subfolders}
          checked={trigger.subfolders}
          onChange={({ currentTarget }) => change({ subfolders: currentTarget.checked })}
        />
        <Checkbox
          label={words.existing}
          checked={trigger.existing}
          onChange={({ currentTarget }) => change({ existing: currentTarget.checked })}
        />
      </Group>
      <LookFields {...props} />
      <div className={classes.pair}>
        {(['done', 'failed'] as const).map((which) => (
          <TextInput
            key={which}
            id={`${place}.${which}Folder`}
            label={words[which]}
            placeholder={words.stays}
            value={trigger[`${which}Folder`] ?? ''}
            error={problems[`${place}.${which}Folder`]}
            onChange={({ currentTarget }) => change({ [`${which}Folder`]: currentTarget.value || null })}
          />
        ))}
      </div>
    </>
  );
}

/** How it is looked for files, and when one counts as whole. */
function LookFields({ trigger, place, problems, change }: FileFieldsProps) {
  const words = useWords().w.triggers;
  return (
    <div className={classes.triple}>
      <Amount
        id={`${place}.stillSeconds`}
        label={words.still}
        description={words.stillHint}
        value={trigger.stillSeconds}
        problems={problems}
        onChange={(stillSeconds) => change({ stillSeconds })}
      />
      <Select
        label={words.how}
        allowDeselect={false}
        value={trigger.look}
        data={(['auto', 'poll'] as const).map((look) => ({ value: look, label: words[look] }))}
        onChange={(look) => change({ look: look ?? 'auto' })}
      />
      {trigger.look === 'poll' ? (
        <Amount
          id={`${place}.lookSeconds`}
          label={words.every}
          value={trigger.lookSeconds}
          least={1}
          problems={problems}
          onChange={(lookSeconds) => change({ lookSeconds })}
        />
      ) : null}
    </div>
  );
}
