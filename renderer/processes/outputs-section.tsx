import { Checkbox, Select, TextInput } from '@mantine/core';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { ExitCodes } from './exit-codes.tsx';
import type { ProcessDraft } from './process-draft.ts';
import classes from './editor.module.css';

export interface OutputsSectionProps {
  readonly draft: ProcessDraft;
  readonly onChange: (draft: ProcessDraft) => void;
}

/** How Rota reads a process's results: its output protocol, exit codes, and the URL to call at the end of a run. */
export function OutputsSection({ draft, onChange }: OutputsSectionProps) {
  const words = processWords[useWords().language].outputs;
  const { process } = draft;
  const setProcess = (change: Partial<ProcessDraft['process']>) =>
    onChange({ ...draft, process: { ...process, ...change } });
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      <div className={classes.pair}>
        <Select
          label={words.preset}
          data={(['rota', 'robocorp', 'xyops'] as const).map((value) => ({ value, label: words.presets[value] }))}
          value={process.preset}
          allowDeselect={false}
          onChange={(preset) => setProcess({ preset: preset ?? 'rota' })}
        />
        <Select
          label={words.stdin}
          data={(['none', 'json'] as const).map((value) => ({ value, label: words.stdins[value] }))}
          value={process.stdin}
          allowDeselect={false}
          onChange={(stdin) => setProcess({ stdin: stdin ?? 'none' })}
        />
      </div>
      <ExitCodes codes={draft.exitCodes} onChange={(exitCodes) => onChange({ ...draft, exitCodes })} />
      <Checkbox
        label={words.merge}
        description={words.mergeHint}
        checked={process.mergeOutput}
        onChange={(event) => setProcess({ mergeOutput: event.currentTarget.checked })}
      />
      <div className={classes.pair}>
        <TextInput
          label={words.encoding}
          description={words.encodingHint}
          value={process.encoding}
          maxLength={40}
          onChange={(event) => setProcess({ encoding: event.currentTarget.value })}
        />
        <TextInput
          label={words.callback}
          description={words.callbackHint}
          type="url"
          placeholder="https://"
          value={process.callbackUrl ?? ''}
          onChange={(event) => setProcess({ callbackUrl: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
