import { useState } from 'react';
import { Button, Checkbox, MultiSelect, Stack, TextInput } from '@mantine/core';
import { scopes, type Credentials, type Scope } from '../../contract/client.ts';
import { call, CallError } from '../api/client.ts';
import { useProcesses } from '../api/queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { useWords } from '../words/words.tsx';

export interface CreateDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (name: string, credentials: Credentials) => void;
}

const hints = { start: 'startHint', read: 'readHint', metrics: 'metricsHint', manage: 'manageHint' } as const;

export function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const { w, told, sayProblem } = useWords();
  const words = w.clients.form;
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Scope[]>(['start', 'read']);
  const [only, setOnly] = useState<string[]>([]);
  const [wasTried, setWasTried] = useState(false);
  const [problem, setProblem] = useState<{ readonly field: string | null; readonly text: string } | null>(null);
  const { isBusy, whenIdle } = useBusy();
  const isOfScopes = problem?.field === 'scopes';
  const nameProblem = wasTried && name.trim() === '' ? words.nameProblem : isOfScopes ? null : problem?.text;
  const scopeProblem = wasTried && chosen.length === 0 ? words.scopeProblem : isOfScopes ? problem.text : null;

  async function send(): Promise<void> {
    try {
      const body = { name: name.trim(), scopes: chosen, processes: only.length === 0 ? null : only };
      onCreated(body.name, await call('createClient', { body }));
    } catch (error) {
      const [detail] = error instanceof CallError ? error.details : [];
      setProblem({ field: detail?.field ?? null, text: detail?.said ? told(detail.said) : sayProblem(error) });
    }
  }
  function create(): void {
    setWasTried(true);
    if (name.trim() !== '' && chosen.length > 0) void whenIdle(send);
  }
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      onConfirm={create}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={create}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={words.name}
          description={words.nameHint}
          required
          maxLength={100}
          value={name}
          error={nameProblem}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <ScopeChoice
          value={chosen}
          problem={scopeProblem}
          onChange={(next) => {
            setChosen(next);
            setProblem(null);
          }}
        />
        <ProcessChoice
          value={only}
          onChange={(names) => {
            setOnly(names);
            setProblem(null);
          }}
        />
      </Stack>
    </Dialog>
  );
}

interface ScopeChoiceProps {
  readonly value: readonly Scope[];
  readonly problem: string | null;
  readonly onChange: (scopes: Scope[]) => void;
}

function ScopeChoice({ value, problem, onChange }: ScopeChoiceProps) {
  const { w } = useWords();
  return (
    <Checkbox.Group
      label={w.clients.form.scopes}
      value={[...value]}
      onChange={(next) => onChange(scopes.filter((scope) => next.includes(scope)))}
      error={problem}
    >
      <Stack gap={8} mt={6}>
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            value={scope}
            label={w.clients.scopes[scope]}
            description={w.clients.scopes[hints[scope]]}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

interface ProcessChoiceProps {
  readonly value: string[];
  readonly onChange: (names: string[]) => void;
}

function ProcessChoice({ value, onChange }: ProcessChoiceProps) {
  const words = useWords().w.clients.form;
  const processes = useProcesses().data?.processes ?? [];
  return (
    <MultiSelect
      label={words.processes}
      description={words.processesHint}
      data={processes.map(({ process }) => ({ value: process.name, label: process.title ?? process.name }))}
      value={value}
      onChange={onChange}
      searchable={processes.length > 10}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
