import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { mailFacts, type MailTrigger } from '../../../contract/mail-trigger.ts';
import type { ParameterSchema } from '../../../contract/process.ts';
import { titleOf } from '../../values/field-kind.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';
import { newMailbox } from './mailbox-draft.ts';
import { MailboxFields, MailFilterFields } from './mailbox-fields.tsx';
import { Amount } from './trigger-amount.tsx';

interface MailFieldsProps {
  readonly trigger: MailTrigger;
  readonly place: string;
  readonly schema: ParameterSchema | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<MailTrigger>) => void;
}

const newMail = (id: string): MailTrigger => ({
  ...{ id, kind: 'mail', enabled: true, ...newMailbox, existing: false },
  ...{ values: {}, markRead: false, doneFolder: null, failedFolder: null, lookSeconds: 60 },
});

interface MailButtonProps {
  readonly isFull: boolean;
  readonly onAdd: (trigger: MailTrigger) => void;
}

export function MailButton({ isFull, onAdd }: MailButtonProps) {
  const words = useWords().w.triggers.mails;
  const add = () => onAdd(newMail(`mail-${Date.now().toString(36)}`));
  return (
    <Button size="xs" variant="default" disabled={isFull} onClick={add}>
      {words.add}
    </Button>
  );
}

/** A mailbox, which mails are meant, what the run gets of them, and where they go. */
export function MailFields(props: MailFieldsProps) {
  const { trigger, place, problems, change } = props;
  const words = useWords().w.triggers.mails;
  return (
    <>
      <MailboxFields {...{ box: trigger, place, problems, change }} />
      <MailFilterFields {...{ box: trigger, place, problems, change }} />
      <Checkbox
        label={words.existing}
        checked={trigger.existing}
        onChange={({ currentTarget }) => change({ existing: currentTarget.checked })}
      />
      <GivenFields {...props} />
      <AfterFields {...props} />
    </>
  );
}

/** Which parameter gets what of the mail. */
function GivenFields({ trigger, place, schema, problems, change }: MailFieldsProps) {
  const { w } = useWords();
  const words = w.triggers.mails;
  const parameters = Object.entries(schema?.properties ?? {});
  if (parameters.length === 0) return null;
  return (
    <div className={classes.pair}>
      {mailFacts.map((fact) => (
        <Select
          key={fact}
          id={`${place}.values.${fact}`}
          label={words.goesTo[fact]}
          placeholder={w.triggers.valueNone}
          clearable
          clearButtonProps={{ 'aria-label': w.triggers.valueNone }}
          data={parameters.map(([name, parameter]) => ({ value: name, label: titleOf(name, parameter) }))}
          value={trigger.values[fact] ?? null}
          error={problems[`${place}.values.${fact}`]}
          onChange={(name) => {
            const { [fact]: _before, ...others } = trigger.values;
            change({ values: name === null ? others : { ...others, [fact]: name } });
          }}
        />
      ))}
    </div>
  );
}

function AfterFields({ trigger, place, problems, change }: MailFieldsProps) {
  const { w } = useWords();
  const words = w.triggers.mails;
  return (
    <>
      <Checkbox
        label={words.markRead}
        checked={trigger.markRead}
        onChange={({ currentTarget }) => change({ markRead: currentTarget.checked })}
      />
      <div className={classes.triple}>
        {(['done', 'failed'] as const).map((which) => (
          <TextInput
            key={which}
            id={`${place}.${which}Folder`}
            label={words[which]}
            placeholder={w.triggers.stays}
            value={trigger[`${which}Folder`] ?? ''}
            error={problems[`${place}.${which}Folder`]}
            onChange={({ currentTarget }) => change({ [`${which}Folder`]: currentTarget.value || null })}
          />
        ))}
        <Amount
          id={`${place}.lookSeconds`}
          label={words.every}
          description={words.everyHint}
          value={trigger.lookSeconds}
          least={5}
          problems={problems}
          onChange={(lookSeconds) => change({ lookSeconds })}
        />
      </div>
    </>
  );
}
