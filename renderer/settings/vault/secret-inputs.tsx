import { Button, FileButton, Input, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { fieldsOfKind, type VaultField, type VaultKind } from '../../../contract/vault.ts';
import { vaultWords } from '../../words/vault-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';

/** What a person has typed or chosen so far; absent: nothing. */
export interface Typed {
  readonly value?: string;
  readonly user?: string;
  readonly password?: string;
  readonly seed?: string;
  readonly file?: File;
}

interface SecretInputsProps {
  readonly kind: VaultKind;
  /** The values that are stored: an empty field keeps them. */
  readonly kept: readonly VaultField[];
  readonly keptFile: string | null;
  readonly typed: Typed;
  readonly problemAt: (field: string) => string | null;
  readonly onType: (change: Typed) => void;
}

const order: readonly VaultField[] = ['value', 'user', 'password', 'seed', 'file'];

/** The values of a key of this kind. */
export function SecretInputs(props: SecretInputsProps) {
  const fields = order.filter((field) => fieldsOfKind[props.kind].includes(field));
  return fields.map((field) =>
    field === 'file' ? <FileInput key={field} {...props} /> : <TextField key={field} field={field} {...props} />,
  );
}

function TextField({
  field,
  kept,
  kind,
  typed,
  problemAt,
  onType,
}: SecretInputsProps & { readonly field: Exclude<VaultField, 'file'> }) {
  const words = vaultWords[useWords().language].key;
  const [needed] = fieldsOfKind[kind];
  const isKept = kept.includes(field);
  const shared = {
    label: words[field],
    description: isKept ? words.kept : field === 'seed' ? words.seedHint : undefined,
    required: field === needed && !isKept,
    value: typed[field] ?? '',
    error: problemAt(field),
    autoComplete: field === 'user' ? 'off' : 'new-password',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onType({ [field]: event.currentTarget.value }),
  };
  if (field === 'user') return <TextInput {...shared} />;
  // A text may have several lines, which a field for passwords would join.
  return field === 'value' ? <Textarea {...shared} autosize minRows={2} maxRows={8} /> : <PasswordInput {...shared} />;
}

function FileInput({ kept, keptFile, typed, problemAt, onType }: SecretInputsProps) {
  const words = vaultWords[useWords().language].key;
  const { file } = typed;
  const problem = problemAt('file');
  return (
    <div>
      <div className={classes.row}>
        <FileButton
          onChange={(chosen) => (chosen === null ? undefined : onType({ file: chosen }))}
          inputProps={{ 'aria-label': words.file }}
        >
          {(button) => (
            <Button {...button} size="xs" variant="default">
              {words.file}
            </Button>
          )}
        </FileButton>
        <span>{file?.name ?? keptFile ?? ''}</span>
      </div>
      <div className={classes.hint}>{kept.includes('file') && file === undefined ? words.kept : words.fileHint}</div>
      {problem === null ? null : <Input.Error role="alert">{problem}</Input.Error>}
    </div>
  );
}
