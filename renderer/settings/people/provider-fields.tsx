import { Button, NativeSelect, PasswordInput, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { roles } from '../../../contract/roles.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { signInWaysWords } from '../../words/sign-in-ways-words.ts';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import type { ProviderForm } from './provider-draft.ts';

export interface ProviderFieldsProps {
  readonly form: ProviderForm;
  readonly redirectUrl: string;
  readonly onChange: (change: Partial<ProviderForm>) => void;
}

export function ProviderFields({ form, redirectUrl, onChange }: ProviderFieldsProps) {
  const { language } = useWords();
  const words = signInWaysWords[language].provider;
  const plain = { autoComplete: 'off', spellCheck: false } as const;
  return (
    <Stack gap="sm">
      <div>
        <span className={classes.label}>{words.redirect}</span>
        <div className={classes.identity}>
          <code>{redirectUrl}</code>
          <CopyButton text={redirectUrl} label={words.copyRedirect} isBare />
        </div>
        <span className={classes.hint}>{words.redirectHint}</span>
      </div>
      <TextInput
        {...plain}
        label={words.name}
        description={words.nameHint}
        placeholder={words.nameExample}
        data-autofocus
        maxLength={60}
        value={form.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <TextInput
        {...plain}
        label={words.issuer}
        description={words.issuerHint}
        placeholder="https://login.microsoftonline.com/…/v2.0"
        maxLength={500}
        value={form.issuer}
        onChange={(event) => onChange({ issuer: event.currentTarget.value })}
      />
      <TextInput
        {...plain}
        label={words.clientId}
        maxLength={300}
        value={form.clientId}
        onChange={(event) => onChange({ clientId: event.currentTarget.value })}
      />
      <PasswordInput
        label={words.clientSecret}
        description={words.secretHint}
        placeholder={form.keepsSecret ? words.secretKept : ''}
        autoComplete="new-password"
        maxLength={2000}
        value={form.clientSecret}
        onChange={(event) => onChange({ clientSecret: event.currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': userWords[language].signIn.showPassword, tabIndex: 0 }}
      />
      {form.keepsSecret && form.clientSecret === '' ? (
        <div>
          <Button size="compact-sm" variant="default" onClick={() => onChange({ keepsSecret: false })}>
            {words.forgetSecret}
          </Button>
        </div>
      ) : null}
      <WhoGetsIn form={form} onChange={onChange} />
      <Switch
        label={words.enabled}
        checked={form.isEnabled}
        onChange={(event) => onChange({ isEnabled: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function WhoGetsIn({ form, onChange }: Pick<ProviderFieldsProps, 'form' | 'onChange'>) {
  const { language, say } = useWords();
  const words = signInWaysWords[language].provider;
  const roleNames = userWords[language].roles;
  return (
    <>
      <NativeSelect
        label={words.newPeople}
        value={form.newPeople}
        data={[
          { value: '', label: words.nobody },
          ...roles.map((role) => ({ value: role, label: say(words.letIn, { role: roleNames[role] }) })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ newPeople: roles.find((role) => role === value) ?? '' });
        }}
      />
      <TagsInput
        label={words.domains}
        description={words.domainsHint}
        placeholder="example.com"
        value={[...form.emailDomains]}
        onChange={(emailDomains) => onChange({ emailDomains })}
      />
      <TextInput
        label={words.groupsClaim}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={form.groupsClaim}
        onChange={(event) => onChange({ groupsClaim: event.currentTarget.value })}
      />
      <Textarea
        label={words.groups}
        description={say(words.groupsHint, { roles: roles.map((role) => roleNames[role]).join(', ') })}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        value={form.groups}
        onChange={(event) => onChange({ groups: event.currentTarget.value })}
      />
    </>
  );
}
