import { useLocation } from 'wouter';
import type { RpaProcess } from '../../contract/process.ts';
import type { RunDetail } from '../../contract/run.ts';
import { call } from '../api/client.ts';
import { useShownName } from '../api/names.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import { useProcesses } from '../api/queries.ts';
import { ValuesDialog } from '../values/values-dialog.tsx';
import { useWords } from '../words/words.tsx';

export interface RetryDialogProps {
  readonly run: RunDetail;
  readonly process: RpaProcess;
  readonly onClose: () => void;
}

/** Retries a run with edited values. */
export function RetryDialog({ run, process, onClose }: RetryDialogProps) {
  const { w, say } = useWords();
  const [, navigate] = useLocation();
  const words = w.runs.retry;
  const known = useProcesses().data?.processes.find((row) => row.process.name === process.name);
  return (
    <ValuesDialog
      title={say(words.title, { name: useShownName()(run) })}
      lead={words.lead}
      confirm={words.confirm}
      schema={(known?.process ?? process).parameters}
      initial={run.values}
      onClose={onClose}
      onConfirm={async (values) => {
        const answer = await call('rerun', { path: { id: run.id }, body: { values } });
        rememberOwnRun(answer.run.id);
        onClose();
        navigate(`/runs/${answer.run.id}`);
      }}
    />
  );
}
