import { Select, TextInput } from '@mantine/core';
import type { ProcessRow } from '../../../contract/console.ts';
import type { WorkerStatus } from '../../../contract/worker.ts';
import { useFleet } from '../../api/workers.ts';
import { WorkerChoice } from '../../values/worker-choice.tsx';
import { useWords } from '../../words/words.tsx';
import type { FormDraft } from './form-draft.ts';
import classes from './form.module.css';

export interface ProcessSectionProps {
  readonly form: FormDraft;
  readonly processes: readonly ProcessRow[];
  readonly worker: WorkerStatus;
  readonly problems: Readonly<Record<string, string>>;
  readonly onProcess: (name: string) => void;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** The process, its name as a schedule, and where it runs. */
export function ProcessSection({ form, processes, worker, problems, onProcess, onChange }: ProcessSectionProps) {
  const { w } = useWords();
  const words = w.scheduleForm;
  const fleet = useFleet();
  return (
    <fieldset className={classes.section}>
      <legend className={classes.sectionTitle}>{words.sections.process}</legend>
      <div className={classes.triple}>
        <Select
          id="process"
          label={words.process}
          placeholder={words.choose}
          required
          allowDeselect={false}
          searchable={processes.length > 8}
          data={processes.map(({ process }) => ({ value: process.name, label: process.title ?? process.name }))}
          value={form.process === '' ? null : form.process}
          error={problems['process']}
          onChange={(name) => name !== null && onProcess(name)}
        />
        <TextInput
          id="name"
          label={words.name}
          placeholder={form.process}
          value={form.name}
          maxLength={200}
          error={problems['name']}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        {fleet === null ? (
          <SoleWorker form={form} worker={worker} onChange={onChange} />
        ) : (
          <WorkerChoice
            id="worker"
            label={words.worker}
            choices={fleet}
            value={form.worker}
            error={problems['worker']}
            onChange={(worker) => onChange({ worker })}
          />
        )}
      </div>
    </fieldset>
  );
}

/** This computer; beside it only what the schedule was for before. */
function SoleWorker({ form, worker, onChange }: Pick<ProcessSectionProps, 'form' | 'worker' | 'onChange'>) {
  const { w, say } = useWords();
  const words = w.scheduleForm;
  return (
    <Select
      id="worker"
      label={words.worker}
      allowDeselect={false}
      value={form.worker ?? worker.id}
      data={[
        { value: worker.id, label: say(words.thisComputer, { name: worker.name }) },
        ...(form.worker === null || form.worker === worker.id ? [] : [{ value: form.worker, label: form.worker }]),
      ]}
      onChange={(chosen) => onChange({ worker: chosen === worker.id ? null : chosen })}
    />
  );
}
