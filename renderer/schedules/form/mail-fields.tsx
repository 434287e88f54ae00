import { Anchor, Button, Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { mailFacts, mailSecurities, type MailTrigger } from '../../../contract/mail-trigger.ts';
import type { ParameterSchema } from '../../../contract/process.ts';
import { referenceText } from '../../../contract/vault-reference.ts';
import { useVault } from '../../api/queries.ts';
import { titleOf } from '../../values/field-kind.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';
import { Amount } from './trigger-amount.tsx';

interface MailFieldsProps {
  readonly trigger: MailTrigger;
  readonly place: string;
  readonly schema: ParameterSchema | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<MailTrigger>) => void;
}

/** The usual port of each way. */
const ports = { tls: 993, starttls: 143, none: 143 } as const;

const newMail = (id: string): MailTrigger => ({
  ...{ id, kind: 'mail', enabled: true, host: '', port: ports.tls, security: 'tls', isUnencryptedMeant: false },
  ...{ user: '', password: '', ca: null, folder: 'INBOX', from: '', subject: '', attachment: '', existing: false },
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
  const text = (key: 'from' | 'subject' | 'attachment', hint?: string) => (
    <TextInput
      id={`${place}.${key}`}
      label={words[key]}
      {...(hint === undefined ? {} : { description: hint })}
      placeholder={words.any}
      value={trigger[key]}
      error={problems[`${place}.${key}`]}
      onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
    />
  );
  return (
    <>
      <MailboxFields {...props} />
      <div className={classes.pair}>
        {text('from', words.partHint)}
        {text('subject', words.partHint)}
      </div>
      {text('attachment', words.attachmentHint)}
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

function MailboxFields({ trigger, place, problems, change }: MailFieldsProps) {
  const words = useWords().w.triggers.mails;
  const line = (key: 'host' | 'user' | 'folder') => (
    <TextInput
      id={`${place}.${key}`}
      label={words[key]}
      required
      value={trigger[key]}
      error={problems[`${place}.${key}`]}
      onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
    />
  );
  return (
    <>
      <div className={classes.triple}>
        {line('host')}
        <Select
          id={`${place}.security`}
          label={words.security}
          allowDeselect={false}
          value={trigger.security}
          data={mailSecurities.map((value) => ({ value, label: words.securities[value] }))}
          error={problems[`${place}.security`]}
          onChange={(given) => {
            const security = mailSecurities.find((one) => one === given) ?? 'tls';
            const isUsual = trigger.port === ports[trigger.security];
            change({ security, ...(isUsual ? { port: ports[security] } : {}) });
          }}
        />
        <NumberInput
          id={`${place}.port`}
          label={words.port}
          value={trigger.port}
          min={1}
          max={65_535}
          error={problems[`${place}.port`]}
          onChange={(port) => change({ port: typeof port === 'number' ? port : ports[trigger.security] })}
        />
      </div>
      {trigger.security === 'none' ? (
        <Checkbox
          label={words.unencrypted}
          checked={trigger.isUnencryptedMeant}
          onChange={({ currentTarget }) => change({ isUnencryptedMeant: currentTarget.checked })}
        />
      ) : (
        <Textarea
          id={`${place}.ca`}
          label={words.ca}
          description={words.caHint}
          rows={2}
          value={trigger.ca ?? ''}
          error={problems[`${place}.ca`]}
          onChange={({ currentTarget }) => change({ ca: currentTarget.value || null })}
        />
      )}
      <div className={classes.triple}>
        {line('user')}
        <PasswordField {...{ trigger, place, problems, change }} />
        {line('folder')}
      </div>
    </>
  );
}

type PasswordFieldProps = Omit<MailFieldsProps, 'schema'>;

/** Only a key of the vault can be chosen: a schedule holds no password. */
function PasswordField({ trigger, place, problems, change }: PasswordFieldProps) {
  const words = useWords().w.triggers.mails;
  const groups = useVault().data?.groups ?? [];
  const known = groups.flatMap((group) =>
    group.keys
      .filter(({ kind }) => kind === 'login' || kind === 'text')
      .map((key) => ({
        value: referenceText({ kind: 'vault', group: group.name, key: key.name, part: null }),
        label: `${group.name}/${key.name}`,
      })),
  );
  const isKnown = trigger.password === '' || known.some(({ value }) => value === trigger.password);
  const data = isKnown ? known : [...known, { value: trigger.password, label: trigger.password }];
  return (
    <Select
      id={`${place}.password`}
      label={words.password}
      required
      searchable
      placeholder={words.passwordChoose}
      nothingFoundMessage={<Anchor href="#/settings/vault">{words.passwordNone}</Anchor>}
      data={data}
      value={trigger.password === '' ? null : trigger.password}
      error={problems[`${place}.password`]}
      onChange={(password) => change({ password: password ?? '' })}
    />
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
