import { useState } from 'react';
import { Button, Select, Stack, TextInput } from '@mantine/core';
import { fieldsOfKind, vaultKinds, type VaultKey, type VaultKind, type VaultUse } from '../../../contract/vault.ts';
import { call } from '../../api/client.ts';
import { toBase64 } from '../../api/text-file.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useWords } from '../../words/words.tsx';
import { SecretInputs, type Typed } from './secret-inputs.tsx';
import { useVaultActs, type FieldProblem } from './use-vault-acts.ts';

interface KeyDialogProps {
  readonly group: string;
  /** null: a new one. */
  readonly present: VaultKey | null;
  readonly uses: readonly VaultUse[];
  readonly onClose: () => void;
}

const overlaps = ['0', '86400', '604800', '2592000'] as const;

/** A key: its kind, its values (which are never shown), and how long it is valid. */
export function KeyDialog({ group, present, uses, onClose }: KeyDialogProps) {
  const { w, say } = useWords();
  const words = w.settings.vault.key;
  const { save, remove } = useVaultActs(uses);
  const { isBusy, whenIdle } = useBusy();
  const [name, setName] = useState(present?.name ?? '');
  const [kind, setKind] = useState<VaultKind>(present?.kind ?? 'login');
  const [typed, setTyped] = useState<Typed>({});
  const [note, setNote] = useState(present?.note ?? '');
  const [expires, setExpires] = useState(present?.expiresAt == null ? '' : dayOf(present.expiresAt));
  const [keepOld, setKeepOld] = useState<string>('0');
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const kept = present?.kind === kind ? present.has : [];
  const [needed] = fieldsOfKind[kind];
  const isRotation = present?.kind === kind && typed[needed] !== undefined && typed[needed] !== '';

  async function send(): Promise<void> {
    const own = name.trim();
    if (own === '') return setProblem({ field: 'key', text: words.nameProblem });
    if (!kept.includes(needed) && !typed[needed]) return setProblem({ field: needed, text: words.needed });
    const body = {
      kind,
      note,
      expiresAt: expires === '' ? null : endOfDay(expires),
      keepOldSeconds: isRotation ? Number(keepOld) : 0,
      onlyNew: present === null,
      ...(await secretsIn(kind, typed)),
    };
    const wrong = await save(own, () => call('putVaultKey', { path: { group, key: own }, body }));
    if (wrong === null) onClose();
    else setProblem(wrong);
  }
  const problemAt = (field: string): string | null => (problem?.field === field ? problem.text : null);
  const isElsewhere = problem !== null && !['key', ...fieldsOfKind[kind]].includes(problem.field ?? '');
  return (
    <Dialog
      title={present === null ? say(words.new, { group }) : say(words.edit, { name: `${group}/${present.name}` })}
      isOpen
      onClose={onClose}
      onConfirm={() => void whenIdle(send)}
      footer={
        <>
          {present === null ? null : (
            <Button
              variant="default"
              mr="auto"
              onClick={() => void remove(group, present.name).then((isGone) => (isGone ? onClose() : undefined))}
            >
              {words.delete}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={() => void whenIdle(send)}>
            {words.save}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        {present === null ? (
          <TextInput
            data-autofocus
            label={words.name}
            required
            maxLength={100}
            value={name}
            error={problemAt('key')}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setProblem(null);
            }}
          />
        ) : null}
        <Select
          label={words.kind}
          data={vaultKinds.map((each) => ({ value: each, label: w.settings.vault.kinds[each] }))}
          value={kind}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          onChange={(next) => {
            setKind(vaultKinds.find((each) => each === next) ?? kind);
            setProblem(null);
          }}
        />
        <SecretInputs
          kind={kind}
          kept={kept}
          keptFile={present?.fileName ?? null}
          typed={typed}
          problemAt={problemAt}
          onType={(change) => {
            setTyped({ ...typed, ...change });
            setProblem(null);
          }}
        />
        {isRotation && kind !== 'file' && kind !== 'otp' ? (
          <Select
            label={words.keepOld}
            data={overlaps.map((seconds) => ({ value: seconds, label: words.overlaps[seconds] }))}
            value={keepOld}
            allowDeselect={false}
            comboboxProps={{ withinPortal: true }}
            onChange={(next) => setKeepOld(next ?? '0')}
          />
        ) : null}
        <TextInput
          label={words.expires}
          type="date"
          value={expires}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
        <TextInput
          label={words.note}
          maxLength={1000}
          value={note}
          error={isElsewhere ? problem.text : null}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </Dialog>
  );
}

async function secretsIn(kind: VaultKind, typed: Typed) {
  const { file, ...texts } = typed;
  const given = Object.fromEntries(
    Object.entries(texts).filter(
      ([field, text]) => text !== '' && (fieldsOfKind[kind] as readonly string[]).includes(field),
    ),
  );
  if (kind !== 'file' || file === undefined) return given;
  return { file: { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) } };
}

/** The reader's own day: an expiry is a date, not a moment. */
const endOfDay = (day: string): number => new Date(`${day}T23:59:59`).getTime();

function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
