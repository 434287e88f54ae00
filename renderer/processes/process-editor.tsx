import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ProcessRow } from '../../contract/console.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { ChangedNames, differingKeys, StaleNotice } from '../ui/stale-notice.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { EditorTitle } from './editor-title.tsx';
import classes from './editor.module.css';
import { fieldLabel } from './field-label.ts';
import type { ProcessDraft } from './process-draft.ts';
import { ProblemBox } from './problem-box.tsx';
import { ProcessForm } from './process-form.tsx';
import { SchemaPreview } from './schema-preview.tsx';
import { TestPanel } from './test-panel.tsx';
import { UsedBy } from './used-by.tsx';
import { useProcessEditing } from './use-process-editing.ts';

export interface ProcessEditorProps {
  /** null: a new process. */
  readonly row: ProcessRow | null;
  readonly initial: ProcessDraft;
}

const none = {};

/** The editor of one process, with a test run docked below. */
export function ProcessEditor({ row, initial }: ProcessEditorProps) {
  const { language, w, say, readProcess, mayNot } = useWords();
  const words = processWords[language].editor;
  const [search, setSearch] = useSearchState();
  const editing = useProcessEditing(row, initial);
  const { draft, setDraft, base, loads, problem, wasTried, isBusy, isDirty, setSchemaUsable, submit } = editing;
  const isNew = row === null;
  const isTesting = search.has('test') && !isNew && mayNot('operator') === null;
  const isReader = mayNot('editor') !== null;
  const { process } = draft;
  const name = row === null ? words.new : (row.process.title ?? row.process.name);
  return (
    <ScreenFrame
      title={<EditorTitle name={name} />}
      name={name}
      actions={
        <>
          {isNew || mayNot('operator') !== null ? null : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlayerPlay size="0.9375rem" />}
              aria-expanded={isTesting}
              onClick={() => setSearch({ test: isTesting ? null : '1' })}
            >
              {isTesting ? processWords[language].test.hide : processWords[language].test.show}
            </Button>
          )}
          {!isReader ? (
            <Button size="xs" loading={isBusy} disabled={!isDirty && !isNew} onClick={() => void submit(false)}>
              {isNew ? words.create : words.save}
            </Button>
          ) : null}
        </>
      }
      isFull
    >
      <div className={classes.scroll}>
        {problem?.kind === 'stale' && row && base ? (
          <StaleNotice
            words={w.scheduleForm.stale}
            onLoad={() => editing.loadNewer(row.process)}
            onOverwrite={() => void submit(false, row.process)}
          >
            <ChangedNames
              names={differingKeys(base, row.process).map((key) => fieldLabel(key, processWords[language], say))}
            />
          </StaleNotice>
        ) : problem ? (
          <ProblemBox problem={problem} onSure={() => void submit(true)} />
        ) : null}
        {row ? <UsedBy process={row.process.name} /> : null}
        {!isReader ? null : <p className={classes.whyNot}>{words.readOnly}</p>}
        <fieldset className={classes.columns} disabled={isReader}>
          <ProcessForm
            key={loads}
            draft={draft}
            isNew={isNew}
            wasTried={wasTried}
            problems={problem?.fields ?? none}
            onChange={setDraft}
            onUsable={setSchemaUsable}
            onSample={editing.takeSample}
          />
          <SchemaPreview schema={(row ? readProcess({ ...row, process }).process : process).parameters} />
        </fieldset>
      </div>
      {isTesting && row ? <TestPanel row={row} isDirty={isDirty} /> : null}
    </ScreenFrame>
  );
}
