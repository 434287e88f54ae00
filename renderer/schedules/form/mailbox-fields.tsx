import { Anchor, Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { mailSecurities, type Mailbox, type MailOauth } from '../../../contract/mailbox.ts';
import { referenceText } from '../../../contract/vault-reference.ts';
import { useVault } from '../../api/queries.ts';
import type { Words } from '../../words/en/index.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';
import { newOauth, ports } from './mailbox-draft.ts';

// A mailbox and which mails are meant, in the forms of triggers and of conditions.

interface MailboxFieldsProps {
  readonly box: Mailbox;
  /** The start of the ids of its fields. */
  readonly place: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<Mailbox>) => void;
}

/** Parts of sender and subject, and names of attached files, that a mail must have. */
export function MailFilterFields({ box, place, problems, change }: MailboxFieldsProps) {
  const words = useWords().w.triggers.mails;
  const text = (key: 'from' | 'subject' | 'attachment', hint: string) => (
    <TextInput
      id={`${place}.${key}`}
      label={words[key]}
      description={hint}
      placeholder={words.any}
      value={box[key]}
      error={problems[`${place}.${key}`]}
      onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
    />
  );
  return (
    <>
      <div className={classes.pair}>
        {text('from', words.partHint)}
        {text('subject', words.partHint)}
      </div>
      {text('attachment', words.attachmentHint)}
    </>
  );
}

/** A line of text that a mailbox cannot do without. */
const boxLine = ({ box, place, problems, change }: MailboxFieldsProps, words: Words['triggers']['mails']) =>
  function line(key: 'host' | 'user' | 'folder') {
    return (
      <TextInput
        id={`${place}.${key}`}
        label={words[key]}
        required
        value={box[key]}
        error={problems[`${place}.${key}`]}
        onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
      />
    );
  };

/** Where the mailbox is, and how it is opened. */
export function MailboxFields({ box, place, problems, change }: MailboxFieldsProps) {
  const words = useWords().w.triggers.mails;
  const line = boxLine({ box, place, problems, change }, words);
  return (
    <>
      <div className={classes.triple}>
        {line('host')}
        <Select
          id={`${place}.security`}
          label={words.security}
          allowDeselect={false}
          value={box.security}
          data={mailSecurities.map((value) => ({ value, label: words.securities[value] }))}
          error={problems[`${place}.security`]}
          onChange={(given) => {
            const security = mailSecurities.find((one) => one === given) ?? 'tls';
            const isUsual = box.port === ports[box.security];
            change({ security, ...(isUsual ? { port: ports[security] } : {}) });
          }}
        />
        <NumberInput
          id={`${place}.port`}
          label={words.port}
          value={box.port}
          min={1}
          max={65_535}
          error={problems[`${place}.port`]}
          onChange={(port) => change({ port: typeof port === 'number' ? port : ports[box.security] })}
        />
      </div>
      {box.security === 'none' ? (
        <Checkbox
          label={words.unencrypted}
          checked={box.isUnencryptedMeant}
          onChange={({ currentTarget }) => change({ isUnencryptedMeant: currentTarget.checked })}
        />
      ) : (
        <Textarea
          id={`${place}.ca`}
          label={words.ca}
          description={words.caHint}
          rows={2}
          value={box.ca ?? ''}
          error={problems[`${place}.ca`]}
          onChange={({ currentTarget }) => change({ ca: currentTarget.value || null })}
        />
      )}
      <SignInFields {...{ box, place, problems, change }} />
    </>
  );
}

/** Who signs in, with what, and the folder. */
function SignInFields({ box, place, problems, change }: MailboxFieldsProps) {
  const words = useWords().w.triggers.mails;
  const line = boxLine({ box, place, problems, change }, words);
  return (
    <>
      <div className={classes.triple}>
        {line('user')}
        <Select
          label={words.login}
          allowDeselect={false}
          value={box.oauth2 ? 'oauth2' : 'password'}
          data={(['password', 'oauth2'] as const).map((value) => ({ value, label: words.logins[value] }))}
          onChange={(login) => change(login === 'oauth2' ? { oauth2: newOauth, password: '' } : { oauth2: null })}
        />
        {line('folder')}
      </div>
      {box.oauth2 ? (
        <OauthFields
          {...{ oauth2: box.oauth2, place: `${place}.oauth2`, problems }}
          change={(part) => change({ oauth2: { ...(box.oauth2 ?? newOauth), ...part } })}
        />
      ) : (
        <VaultKey
          id={`${place}.password`}
          label={words.password}
          required
          value={box.password === '' ? null : box.password}
          error={problems[`${place}.password`]}
          onChange={(password) => change({ password: password ?? '' })}
        />
      )}
    </>
  );
}

interface OauthFieldsProps {
  readonly oauth2: MailOauth;
  readonly place: string;
  readonly problems: MailboxFieldsProps['problems'];
  readonly change: (part: Partial<MailOauth>) => void;
}

/** Where tokens are fetched, and with what. */
function OauthFields({ oauth2, place, problems, change }: OauthFieldsProps) {
  const words = useWords().w.triggers.mails;
  const line = (key: 'tokenUrl' | 'clientId' | 'scope', hint?: string) => (
    <TextInput
      id={`${place}.${key}`}
      label={words[key]}
      {...(hint === undefined ? {} : { description: hint })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      required={key !== 'scope'}
      spellCheck={false}
      value={oauth2[key]}
      error={problems[`${place}.${key}`]}
      onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
    />
  );
  const secret = (key: 'clientSecret' | 'refreshToken') => (
    <VaultKey
      id={`${place}.${key}`}
      label={words[key]}
      value={oauth2[key]}
      error={problems[`${place}.${key}`]}
      onChange={(reference) => change({ [key]: reference })}
    />
  );
  return (
    <>
      {line('tokenUrl', words.tokenUrlHint)}
      <div className={classes.pair}>
        {line('clientId')}
        {line('scope', words.scopeHint)}
      </div>
      <div className={classes.pair}>
        {secret('refreshToken')}
        {secret('clientSecret')}
      </div>
    </>
  );
}

interface VaultKeyProps {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  /** A reference to the vault. */
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (reference: string | null) => void;
}

/** Only a key of the vault can be chosen: a schedule holds no password. */
function VaultKey({ id, label, required = false, value, error, onChange }: VaultKeyProps) {
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
  const isKnown = value === null || known.some((one) => one.value === value);
  const data = isKnown ? known : [...known, { value, label: value }];
  return (
    <Select
      id={id}
      label={label}
      required={required}
      searchable
      {...(required ? {} : { clearable: true, clearButtonProps: { 'aria-label': words.passwordClear } })}
      placeholder={words.passwordChoose}
      nothingFoundMessage={<Anchor href="#/settings/vault">{words.passwordNone}</Anchor>}
      data={data}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
