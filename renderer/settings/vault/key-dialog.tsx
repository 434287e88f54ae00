import { Button, Select, Stack, TextInput } from '@mantine/core';
import { vaultKinds, type VaultKey } from '../../../contract/vault.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { vaultWords } from '../../words/vault-words.ts';
import { useWords } from '../../words/words.tsx';
import { SecretInputs } from './secret-inputs.tsx';
import { overlaps, useKeyDraft } from './use-key-draft.ts';

interface KeyDialogProps {
  readonly group: string;
  /** null: a new one. */
  readonly present: VaultKey | null;
  readonly onClose: () => void;
  /** Asks whether to delete it, with the dialog closed. */
  readonly onRemove: () => void;
}

/** A key: its kind, its values (which are never shown), and how long it is valid. */
export function KeyDialog({ group, present, onClose, onRemove }: KeyDialogProps) {
  const { w, language, say } = useWords();
  const words = vaultWords[language].key;
  const { isBusy, whenIdle } = useBusy();
  const form = useKeyDraft(group, present, onClose);
  return (
    <Dialog
      title={present === null ? say(words.new, { group }) : say(words.edit, { name: `${group}/${present.name}` })}
      isOpen
      onClose={onClose}
      onConfirm={() => void whenIdle(form.send)}
      footer={
        <>
          {present === null ? null : (
            <Button variant="default" mr="auto" onClick={onRemove}>
              {words.delete}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={() => void whenIdle(form.send)}>
            {words.save}
          </Button>
        </>
      }
    >
      <KeyFields form={form} present={present} />
    </Dialog>
  );
}

interface KeyFieldsProps {
  readonly form: ReturnType<typeof useKeyDraft>;
  readonly present: VaultKey | null;
}

function KeyFields({ form, present }: KeyFieldsProps) {
  const { language } = useWords();
  const words = vaultWords[language].key;
  const { draft, kept, change, problemAt } = form;
  const overScreen = { withinPortal: true };
  return (
    <Stack gap="md">
      {present === null ? (
        <TextInput
          data-autofocus
          label={words.name}
          required
          maxLength={100}
          value={draft.name}
          error={problemAt('key')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      ) : null}
      <Select
        label={words.kind}
        data={vaultKinds.map((each) => ({ value: each, label: vaultWords[language].kinds[each] }))}
        value={draft.kind}
        allowDeselect={false}
        comboboxProps={overScreen}
        onChange={(next) => change({ kind: vaultKinds.find((each) => each === next) ?? draft.kind })}
      />
      <SecretInputs
        kind={draft.kind}
        kept={kept}
        keptFile={present?.fileName ?? null}
        typed={draft.typed}
        problemAt={problemAt}
        onType={(part) => change({ typed: { ...draft.typed, ...part } })}
      />
      {form.canKeepOld ? (
        <Select
          label={words.keepOld}
          data={overlaps.map((seconds) => ({ value: seconds, label: words.overlaps[seconds] }))}
          value={draft.keepOld}
          allowDeselect={false}
          comboboxProps={overScreen}
          onChange={(next) => change({ keepOld: next ?? '0' })}
        />
      ) : null}
      <TextInput
        label={words.expires}
        type="date"
        value={draft.expires}
        onChange={(event) => change({ expires: event.currentTarget.value })}
      />
      <TextInput
        label={words.note}
        maxLength={1000}
        value={draft.note}
        error={form.otherProblem}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
    </Stack>
  );
}
