import { useState } from 'react';
import { Button, MultiSelect, Stack, TextInput } from '@mantine/core';
import type { VaultGroup } from '../../../contract/vault.ts';
import { call } from '../../api/client.ts';
import { useClients, useProcesses } from '../../api/queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { vaultWords } from '../../words/vault-words.ts';
import { useWords } from '../../words/words.tsx';
import { useVaultActs, type FieldProblem } from './use-vault-acts.ts';

interface GroupDialogProps {
  /** null: a new one. */
  readonly group: VaultGroup | null;
  readonly onClose: () => void;
  /** Asks whether to delete it, with the dialog closed. */
  readonly onRemove: () => void;
}

/** A group: its name, and who may use it. */
export function GroupDialog({ group, onClose, onRemove }: GroupDialogProps) {
  const { w, language, say } = useWords();
  const words = vaultWords[language].group;
  const { save } = useVaultActs([]);
  const { isBusy, whenIdle } = useBusy();
  const [name, setName] = useState(group?.name ?? '');
  const [note, setNote] = useState(group?.note ?? '');
  const [processes, setProcesses] = useState<string[]>(group?.processes ?? []);
  const [clients, setClients] = useState<string[]>(group?.clients ?? []);
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const listed = (names: readonly string[]) => (names.length === 0 ? null : [...names]);

  async function send(): Promise<void> {
    if (name.trim() === '') return setProblem({ field: 'group', text: words.nameProblem });
    const body = { note, processes: listed(processes), clients: listed(clients), onlyNew: group === null };
    const wrong = await save(name.trim(), () => call('putVaultGroup', { path: { group: name.trim() }, body }));
    if (wrong === null) onClose();
    else setProblem(wrong);
  }
  return (
    <Dialog
      title={group === null ? words.new : say(words.edit, { name: group.name })}
      isOpen
      onClose={onClose}
      onConfirm={() => void whenIdle(send)}
      footer={
        <>
          {group === null ? null : (
            <Button variant="default" mr="auto" onClick={onRemove}>
              {vaultWords[language].deleteGroup}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={() => void whenIdle(send)}>
            {vaultWords[language].key.save}
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
        <WhoMay processes={processes} onProcesses={setProcesses} clients={clients} onClients={setClients} />
      </Stack>
    </Dialog>
  );
}

interface WhoMayProps {
  readonly processes: string[];
  readonly onProcesses: (names: string[]) => void;
  readonly clients: string[];
  readonly onClients: (users: string[]) => void;
}

function WhoMay({ processes, onProcesses, clients, onClients }: WhoMayProps) {
  const words = vaultWords[useWords().language].group;
  const known = useProcesses().data?.processes ?? [];
  const programs = (useClients().data?.clients ?? []).filter(({ revokedAt }) => revokedAt === null);
  return (
    <>
      <NameChoice
        label={words.processes}
        description={words.processesHint}
        known={known.map(({ process }) => ({ value: process.name, label: process.title ?? process.name }))}
        value={processes}
        onChange={onProcesses}
      />
      <NameChoice
        label={words.clients}
        description={words.clientsHint}
        known={programs.map((client) => ({ value: client.user, label: client.name }))}
        value={clients}
        onChange={onClients}
      />
    </>
  );
}

interface NameChoiceProps {
  readonly label: string;
  readonly description: string;
  readonly known: readonly { readonly value: string; readonly label: string }[];
  readonly value: string[];
  readonly onChange: (value: string[]) => void;
}

/** Some names of those that are known; also such that are known no more. */
function NameChoice({ known, value, ...rest }: NameChoiceProps) {
  const gone = value.filter((one) => !known.some((each) => each.value === one));
  return (
    <MultiSelect
      {...rest}
      data={[...known, ...gone.map((one) => ({ value: one, label: one }))]}
      value={value}
      searchable={known.length > 10}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
