import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import {
  ftpSecurities,
  remoteAfterwards,
  type FtpTrigger,
  type RemoteTrigger,
  type SftpTrigger,
} from '../../../../contract/remote-trigger.ts';
import { titleOf } from '../../../values/field-kind.ts';
import { useWords } from '../../../words/words.tsx';
import classes from './trigger-fields.module.css';
import type { TriggerFieldsProps } from './run-end-fields.tsx';

const blank = {
  ...{ enabled: true, host: '', user: '', folder: '.', pattern: '*', stillSeconds: 10, existing: false },
  ...{ valueName: null, afterwards: 'leave' as const, doneFolder: null, failedFolder: null, lookSeconds: 60 },
} satisfies Partial<SftpTrigger>;

export const newSftp = (id: string): SftpTrigger => ({
  ...blank,
  ...{ id, kind: 'sftp', port: 22, password: null, privateKey: null, passphrase: null, hostKey: null },
});
export const newFtp = (id: string): FtpTrigger => ({
  ...blank,
  ...{ id, kind: 'ftp', port: 21, security: 'explicit', password: '', ca: null },
});

type Fields = TriggerFieldsProps<RemoteTrigger>;

/** Which server, who signs in, which files, and what becomes of them. */
export function RemoteFields(props: Fields) {
  const { trigger, place, schema, problems } = props;
  const change = props.change;
  const { w } = useWords();
  const words = w.triggers.remote;
  const text = textFields(props);
  const parameters = Object.entries(schema?.properties ?? {});
  return (
    <>
      <div className={classes.level3}>
        {text('host', words.host, { required: true })}
        <Amount {...{ ...props, name: 'port', label: words.port, most: 65_535, least: 1 }} />
        {text('user', words.user, { required: true })}
      </div>
      <SignIn {...props} />
      <div className={classes.level3}>
        {text('folder', words.folder, { hint: words.folderHint })}
        {text('pattern', w.triggers.pattern, {})}
        <Select
          id={`${place}.valueName`}
          label={w.triggers.value}
          placeholder={w.triggers.valueNone}
          clearable
          clearButtonProps={{ 'aria-label': w.triggers.valueNone }}
          data={parameters.map(([name, parameter]) => ({ value: name, label: titleOf(name, parameter) }))}
          value={trigger.valueName}
          error={problems[`${place}.valueName`]}
          onChange={(valueName) => change({ valueName })}
        />
      </div>
      <div className={classes.level3}>
        <Amount {...{ ...props, name: 'lookSeconds', label: w.triggers.every, most: 86_400, least: 5 }} />
        <Amount {...{ ...props, name: 'stillSeconds', label: w.triggers.still, most: 86_400, least: 1 }} />
        <Select
          id={`${place}.afterwards`}
          label={words.afterwards}
          data={remoteAfterwards.map((value) => ({ value, label: words.ways[value] }))}
          value={trigger.afterwards}
          allowDeselect={false}
          onChange={(next) => change({ afterwards: next ?? 'leave' })}
        />
      </div>
      <div className={classes.level3}>
        {trigger.afterwards === 'move' ? text('doneFolder', words.done, { isNullable: true }) : null}
        {text('failedFolder', words.failed, { isNullable: true, placeholder: w.triggers.stays })}
      </div>
      <Group gap="lg">
        <Checkbox
          label={w.triggers.subfolders}
          checked={trigger.subfolders === true}
          onChange={({ currentTarget }) => change({ subfolders: currentTarget.checked })}
        />
        <Checkbox
          label={w.triggers.existing}
          checked={trigger.existing}
          onChange={({ currentTarget }) => change({ existing: currentTarget.checked })}
        />
      </Group>
    </>
  );
}

/** References to the vault, and how the server is known. */
function SignIn(props: Fields) {
  const { trigger, place } = props;
  const change = props.change;
  const words = useWords().w.triggers.remote;
  const text = textFields(props);
  const example = { placeholder: '{{vault:Group/Key}}', isNullable: trigger.kind === 'sftp' };
  if (trigger.kind === 'sftp')
    return (
      <>
        <div className={classes.level3}>
          {text('password', words.password, { ...example, hint: words.secretHint })}
          {text('privateKey', words.privateKey, example)}
          {text('passphrase', words.passphrase, example)}
        </div>
        {text('hostKey', words.hostKey, { isNullable: true, placeholder: 'SHA256:…', hint: words.hostKeyHint })}
      </>
    );
  return (
    <div className={classes.level3}>
      {text('password', words.password, { ...example, hint: words.secretHint, required: true })}
      <Select
        id={`${place}.security`}
        label={words.security}
        data={ftpSecurities.map((value) => ({ value, label: words.securities[value] }))}
        value={trigger.security}
        allowDeselect={false}
        onChange={(next) => change({ security: next ?? 'explicit' })}
      />
      {text('ca', words.ca, { isNullable: true, placeholder: '-----BEGIN CERTIFICATE-----' })}
    </div>
  );
}

interface TextFacts {
  readonly required?: boolean;
  readonly hint?: string;
  readonly placeholder?: string;
  /** Nothing is null, not an empty text. */
  readonly isNullable?: boolean;
}

const textFields = ({ trigger, place, problems, change }: Fields) =>
  function text(name: string, label: string, { hint, placeholder, required, isNullable }: TextFacts) {
    const value = (trigger as unknown as Readonly<Record<string, unknown>>)[name];
    return (
      <TextInput
        id={`${place}.${name}`}
        label={label}
        {...(hint === undefined ? {} : { description: hint })}
        {...(placeholder === undefined ? {} : { placeholder })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required={required === true}
        spellCheck={false}
        value={typeof value === 'string' ? value : ''}
        error={problems[`${place}.${name}`]}
        onChange={({ currentTarget }) =>
          change({
            [name]: currentTarget.value === '' && isNullable === true ? null : currentTarget.value,
          })
        }
      />
    );
  };

interface AmountProps extends Fields {
  readonly name: 'port' | 'lookSeconds' | 'stillSeconds';
  readonly label: string;
  readonly least: number;
  readonly most: number;
}

function Amount({ trigger, place, problems, change, name, label, least, most }: AmountProps) {
  return (
    <NumberInput
      id={`${place}.${name}`}
      label={label}
      value={trigger[name]}
      min={least}
      max={most}
      error={problems[`${place}.${name}`]}
      onChange={(given) => change({ [name]: typeof given === 'number' ? given : least })}
    />
  );
}
