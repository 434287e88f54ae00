import { useState } from 'react';
import { Button, MultiSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import type { FleetWorker, ShownGroup } from '../../contract/worker.ts';
import { CallError } from '../api/client.ts';
import { Dialog } from '../ui/dialog.tsx';
import { unless } from '../ui/unless.ts';
import { useBusy } from '../ui/use-busy.ts';
import { workerWords } from '../words/worker-words.ts';
import { useWords } from '../words/words.tsx';
import type { GroupDraft } from './use-group-acts.ts';

interface GroupDialogProps {
  /** null: a new one. */
  readonly group: ShownGroup | null;
  readonly groups: readonly ShownGroup[];
  readonly workers: readonly FleetWorker[];
  /** Why nothing can be changed now. */
  readonly refusal: string | null;
  readonly onSave: (draft: GroupDraft) => Promise<void>;
  readonly onClose: () => void;
}

const mostAtOnce = 10_000;

/** A group: its name, its limit and its members. */
export function GroupDialog({ group, groups, workers, refusal, onSave, onClose }: GroupDialogProps) {
  const { language, w, say, told, sayProblem } = useWords();
  const words = workerWords[language].groups;
  const [name, setName] = useState(group?.name ?? '');
  const [limit, setLimit] = useState<number | ''>(group?.limit ?? '');
  const [members, setMembers] = useState<string[]>(group?.members ?? []);
  const [problem, setProblem] = useState('');
  const { isBusy, whenIdle } = useBusy();

  async function save(): Promise<void> {
    const given = name.trim();
    if (given === '') return setProblem(words.nameProblem);
    if (given !== group?.name && groups.some((one) => one.name === given))
      return setProblem(say(words.nameTaken, { name: given }));
    try {
      await onSave({ was: group?.name ?? null, name: given, limit: limit === '' ? null : limit, members });
      onClose();
    } catch (error) {
      const [detail] = error instanceof CallError ? error.details : [];
      setProblem(detail?.said ? told(detail.said) : sayProblem(error));
    }
  }
  const confirm = (): void => void (refusal === null ? whenIdle(save) : undefined);
  return (
    <Dialog
      title={group === null ? words.newTitle : say(words.editTitle, { name: group.name })}
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} {...unless(refusal)} onClick={confirm}>
            {w.app.actions.save}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={words.name}
          required
          maxLength={100}
          value={name}
          error={problem || null}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem('');
          }}
        />
        <MultiSelect
          label={words.members}
          data={workers.map((worker) => ({ value: worker.id, label: worker.name }))}
          value={members}
          onChange={setMembers}
          searchable={workers.length > 10}
        />
        <NumberInput
          label={words.limit}
          description={words.limitHint}
          placeholder={words.noLimit}
          value={limit}
          min={1}
          max={mostAtOnce}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(next) => setLimit(typeof next === 'number' ? next : '')}
        />
      </Stack>
    </Dialog>
  );
}
