import { Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import { roles, type Role } from '../../../contract/roles.ts';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';

/** What an administrator writes down about a user. */
export interface UserForm {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly role: Role;
  readonly tags: readonly string[];
}

/** As the server takes it. */
export const toDraft = ({ name, title, email, role, tags }: UserForm) => ({
  name: name.trim(),
  title: title.trim() === '' ? name.trim() : title.trim(),
  email: email.trim() === '' ? null : email.trim(),
  role,
  tags: tags.length === 0 || role === 'administrator' ? null : [...tags],
});

export interface UserFieldsProps {
  readonly form: UserForm;
  readonly nameProblem: string | null;
  readonly onChange: (change: Partial<UserForm>) => void;
}

export function UserFields({ form, nameProblem, onChange }: UserFieldsProps) {
  const { language } = useWords();
  const { form: words, roles: roleNames, roleHints } = userWords[language];
  return (
    <Stack gap="sm">
      <TextInput
        label={words.name}
        description={words.nameHint}
        data-autofocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        value={form.name}
        error={nameProblem}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={words.title}
        description={words.titleHint}
        autoComplete="off"
        maxLength={100}
        value={form.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <TextInput
        label={words.email}
        type="email"
        autoComplete="off"
        maxLength={200}
        value={form.email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
      <Radio.Group label={words.role} value={form.role} onChange={(role) => onChange({ role })}>
        <Stack gap={8} mt={6}>
          {roles.map((role) => (
            <Radio key={role} value={role} label={roleNames[role]} description={roleHints[role]} />
          ))}
        </Stack>
      </Radio.Group>
      <TagsInput
        label={words.tags}
        description={words.tagsHint}
        disabled={form.role === 'administrator'}
        value={[...form.tags]}
        onChange={(tags) => onChange({ tags })}
      />
    </Stack>
  );
}
