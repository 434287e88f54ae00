import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { patchSchedules } from '../api/announcements.ts';
import { call } from '../api/client.ts';
import { useFleet } from '../api/workers.ts';
import { useShownName } from '../api/names.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { startValues } from '../values/field-kind.ts';
import { WorkerChoice } from '../values/worker-choice.tsx';
import { ValuesDialog } from '../values/values-dialog.tsx';
import { useQueuedToast } from '../words/use-queued-toast.ts';
import { useWords } from '../words/words.tsx';
import { needsValues } from './needs-values.ts';

export interface RunWithDialogProps {
  readonly row: ScheduleRow;
  readonly processes: readonly ProcessRow[];
  readonly onClose: () => void;
}

/** Runs a schedule once with other values than its own. */
export function RunWithDialog({ row, processes, onClose }: RunWithDialogProps) {
  const speech = useWords();
  const { w, say } = speech;
  const words = w.schedules;
  const queries = useQueryClient();
  const nameOf = useShownName();
  const tellQueued = useQueuedToast(nameOf);
  const fleet = useFleet();
  const [target, setTarget] = useState(row.worker);
  const schema = processes.find(({ process }) => process.name === row.process)?.process.parameters;
  if (!schema) return null;
  return (
    <ValuesDialog
      title={say(words.runWith.title, { name: nameOf(row) })}
      lead={needsValues(row, processes, speech) ? words.runWith.missing : words.runWith.lead}
      confirm={words.runWith.confirm}
      schema={schema}
      initial={{ ...startValues(schema), ...row.values }}
      before={
        fleet === null ? null : (
          <WorkerChoice label={w.workerChoice.label} choices={fleet} value={target} onChange={setTarget} />
        )
      }
      onClose={onClose}
      onConfirm={async (values) => {
        const body = { values, ...(target === row.worker ? {} : { worker: target }) };
        const { run } = await call('runSchedule', { path: { id: row.id }, body });
        patchSchedules(queries, new Map(), [run]);
        onClose();
        tellQueued([run]);
        rememberOwnRun(run.id);
      }}
    />
  );
}
