import { useState } from 'react';
import type { ProcessRow } from '../../contract/console.ts';
import { useFleet } from '../api/workers.ts';
import { startValues } from '../values/field-kind.ts';
import { ValuesDialog } from '../values/values-dialog.tsx';
import { WorkerChoice } from '../values/worker-choice.tsx';
import { useWords } from '../words/words.tsx';

export interface RunProcessDialogProps {
  readonly row: ProcessRow;
  /** `target`: the ID of a worker or the name of a group; null: any that can run it. */
  readonly onRun: (values: Record<string, unknown>, target: string | null) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for the values of a process chosen in the palette, and where it runs if there are several workers. */
export function RunProcessDialog({ row: { process }, onRun, onClose }: RunProcessDialogProps) {
  const { w, say } = useWords();
  const fleet = useFleet();
  const [target, setTarget] = useState<string | null>(null);
  return (
    <ValuesDialog
      title={say(w.schedules.runWith.title, { name: process.title ?? process.name })}
      lead={w.app.palette.runLead}
      confirm={w.schedules.runWith.confirm}
      schema={process.parameters}
      initial={startValues(process.parameters)}
      before={
        fleet === null ? null : (
          <WorkerChoice label={w.workerChoice.label} choices={fleet} value={target} onChange={setTarget} />
        )
      }
      onClose={onClose}
      onConfirm={(values) => onRun(values, target)}
    />
  );
}
