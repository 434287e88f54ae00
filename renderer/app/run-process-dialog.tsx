import type { ProcessRow } from '../../contract/console.ts';
import { startValues } from '../values/field-kind.ts';
import { ValuesDialog } from '../values/values-dialog.tsx';
import { useWords } from '../words/words.tsx';

export interface RunProcessDialogProps {
  readonly row: ProcessRow;
  readonly onRun: (values: Record<string, unknown>) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for the values of a process chosen in the palette. */
export function RunProcessDialog({ row: { process }, onRun, onClose }: RunProcessDialogProps) {
  const { w, say } = useWords();
  return (
    <ValuesDialog
      title={say(w.schedules.runWith.title, { name: process.title ?? process.name })}
      lead={w.app.palette.runLead}
      confirm={w.schedules.runWith.confirm}
      schema={process.parameters}
      initial={startValues(process.parameters)}
      onClose={onClose}
      onConfirm={onRun}
    />
  );
}
