import { useState } from 'react';
import { Button, MultiSelect, Stack, TextInput } from '@mantine/core';
import type { VaultGroup, VaultUse } from '../../../contract/vault.ts';
import { call } from '../../api/client.ts';
import { useClients, useProcesses } from '../../api/queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useWords } from '../../words/words.tsx';
import { useVaultActs, type FieldProblem } from './use-vault-acts.ts';

interface GroupDialogProps {
  /** null: a new one. */
  readonly group: VaultGroup | null;
  readonly uses: readonly VaultUse[];
  readonly onClose: () => void;
}

/** A group: its name, and who may use it. */
export function GroupDialog({ group, uses, onClose }: GroupDialogProps) {
  const { w, say } = useWords();
  const words = w.settings.vault.group;
  const { save, remove } = useVaultActs(uses);
  const { isBusy, whenIdle } = useBusy();
  const [name, setName] = useState(group?.name ?? '');
  const [note, setNote] = useState(group?.note ?? '');
  const [processes, setProcesses] = useState<string[]>(group?.processes ?? []);
  const [clients, setClients] = useState<string[]>(group?.clients ?? []);
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const known = useProcesses().data?.processes ?? [];
  const programs = (useClients().data?.clients ?? []).filter(({ revokedAt }) => revokedAt === null);
  const listed = (names: readonly string[]) => (names.length === 0 ? null : [...names]);

  async function send(): Promise<void> {
    if (name.trim() === '') return setProblem({ field: 'group', text: words.nameProblem });
    const body = { note, processes: listed(processes), clients: listed(clients), onlyNew: group === null };
    const wrong = await save(name.trim(), () => call('putVaultGroup', { path: { group: name.trim() }, body }));
    if (wrong === null) onClose();
    else setProblem(wrong);
  }
  const withOwn = (options: { value: string; label: string }[], chosen: readonly string[]) => [
    ...options,
    ...chosen.filter((one) => !options.some(({ value }) => value === one)).map((one) => ({ value: one, label: one })),
  ];
  return (
    <Dialog
      title={group === null ? words.new : say(words.edit, { name: group.name })}
      isOpen
      onClose={onClose}
      onConfirm={() => void whenIdle(send)}
      footer={
        <>
          {group === null ? null : (
            <Button
              variant="default"
              mr="auto"
              onClick={() => void remove(group.name, null).then((isGone) => (isGone ? onClose() : undefined))}
            >
              {w.settings.vault.deleteGroup}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={() => void whenIdle(send)}>
            {w.settings.vault.key.save}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        {group === null ? (
          <TextInput
            data-autofocus
            label={words.name}
            required
            maxLength={100}
            value={name}
            error={problem?.text}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setProblem(null);
            }}
          />
        ) : null}
        <TextInput
          label={words.note}
          maxLength={1000}
          value={note}
          error={group === null ? null : problem?.text}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <MultiSelect
          label={words.processes}
          description={words.processesHint}
          data={withOwn(
            known.map(({ process }) => ({ value: process.name, label: process.title ?? process.name })),
            processes,
          )}
          value={processes}
          onChange={setProcesses}
          searchable={known.length > 10}
          comboboxProps={{ withinPortal: true }}
        />
        <MultiSelect
          label={words.clients}
          description={words.clientsHint}
          data={withOwn(
            programs.map((client) => ({ value: client.user, label: client.name })),
            clients,
          )}
          value={clients}
          onChange={setClients}
          searchable={programs.length > 10}
          comboboxProps={{ withinPortal: true }}
        />
      </Stack>
    </Dialog>
  );
}
