import { useMemo, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconChevronLeft, IconPlayerPlay } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import type { RpaProcess } from '../../contract/process.ts';
import { useSchedules } from '../api/queries.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { ChangedNames, differingKeys, StaleNotice } from '../ui/stale-notice.tsx';
import { useLeaveQuestion } from '../ui/use-leave-question.ts';
import { useSaveKey } from '../ui/use-save-key.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { BasicsSection } from './basics-section.tsx';
import { CommandSection } from './command-section.tsx';
import classes from './editor.module.css';
import { LimitsSection } from './limits-section.tsx';
import { OutputsSection } from './outputs-section.tsx';
import { focusUnusable, ParametersEditor } from './parameters-editor.tsx';
import { fieldLabel } from './field-label.ts';
import { definitionOf, draftOf, type ProcessDraft } from './process-draft.ts';
import { ProblemBox } from './problem-box.tsx';
import { SchemaPreview } from './schema-preview.tsx';
import { TestPanel } from './test-panel.tsx';
import { useSaveProcess } from './use-save-process.ts';

export interface ProcessEditorProps {
  /** null: a new process. */
  readonly row: ProcessRow | null;
  readonly initial: ProcessDraft;
}

/** One process: what it is, what it runs, what it asks for; with a test run docked below. */
export function ProcessEditor({ row, initial }: ProcessEditorProps) {
  const { language, w, say, count, readProcess } = useWords();
  const words = processWords[language].editor;
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const [draft, setDraft] = useState(initial);
  const [saved, setSaved] = useState(() => JSON.stringify(definitionOf(initial)));
  /** What the draft was made of; a newer one means that somebody else has saved it. */
  const [base, setBase] = useState(row?.process ?? null);
  const [loads, setLoads] = useState(0);
  const { problem, forget, wasTried, isBusy, save } = useSaveProcess();
  const isNew = row === null;
  const [isSchemaUsable, setSchemaUsable] = useState(true);
  const isDirty = !isSchemaUsable || JSON.stringify(definitionOf(draft)) !== saved;
  const isTesting = search.has('test') && !isNew;
  const { actions, problems } = w.app;
  const { allowLeaving } = useLeaveQuestion(isDirty, {
    title: problems.leaveTitle,
    text: problems.leaveText,
    confirm: actions.leave,
    keep: actions.stay,
  });
  const setProcess = (change: Partial<RpaProcess>) =>
    setDraft((old) => ({ ...old, process: { ...old.process, ...change } }));

  async function submit(isSure: boolean, was = base): Promise<void> {
    if (!isSchemaUsable) return focusUnusable();
    const stored = await save(draft, { was, isSure });
    if (stored === null) return;
    setBase(stored);
    setSaved(JSON.stringify(definitionOf(draft)));
    if (!isNew) return;
    allowLeaving();
    navigate(`/processes/${encodeURIComponent(draft.process.name.trim())}`);
  }
  function loadNewer(process: RpaProcess): void {
    setBase(process);
    setLoads(loads + 1);
    setDraft(draftOf(process));
    setSaved(JSON.stringify(definitionOf(draftOf(process))));
    forget();
  }
  useSaveKey(() => void submit(false));

  const rows = useSchedules().data?.rows;
  const usedBy = useMemo(
    () => (rows ?? []).filter((each) => each.process === row?.process.name && each.state !== 'ended'),
    [rows, row],
  );
  const { process } = draft;
  const name = row === null ? words.new : (row.process.title ?? row.process.name);
  return (
    <ScreenFrame
      title={
        <span className={classes.title}>
          <Link href="/processes" className={classes.back} aria-label={words.back} title={words.back}>
            <IconChevronLeft size="1.125rem" stroke={1.7} />
          </Link>
          {name}
        </span>
      }
      name={name}
      actions={
        <>
          {isNew ? null : (
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
          <Button size="xs" loading={isBusy} disabled={!isDirty && !isNew} onClick={() => void submit(false)}>
            {isNew ? words.create : words.save}
          </Button>
        </>
      }
      isFull
    >
      <div className={classes.scroll}>
        {problem?.kind === 'stale' && row && base ? (
          <StaleNotice
            words={w.scheduleForm.stale}
            onLoad={() => loadNewer(row.process)}
            onOverwrite={() => void submit(false, row.process)}
          >
            <ChangedNames
              names={differingKeys(base, row.process).map((key) => fieldLabel(key, processWords[language], say))}
            />
          </StaleNotice>
        ) : problem ? (
          <ProblemBox problem={problem} onSure={() => void submit(true)} />
        ) : null}
        {usedBy.length === 0 ? null : (
          <p className={classes.used}>
            {count(words.usedBy, usedBy.length, { names: usedBy.map((each) => each.name).join(', ') })}
          </p>
        )}
        <div className={classes.columns}>
          <div key={loads} className={classes.form}>
            <Section title={words.basics}>
              <BasicsSection process={process} isNew={isNew} wasTried={wasTried} onChange={setProcess} />
            </Section>
            <Section title={words.command}>
              <CommandSection draft={draft} wasTried={wasTried} onChange={setDraft} />
            </Section>
            <Section title={words.parameters}>
              <ParametersEditor
                schema={process.parameters}
                onChange={(parameters) => setProcess({ parameters })}
                onUsable={setSchemaUsable}
              />
            </Section>
            <Section title={words.outputs}>
              <OutputsSection draft={draft} onChange={setDraft} />
            </Section>
            <Section title={words.limits}>
              <LimitsSection process={process} onChange={setProcess} />
            </Section>
          </div>
          <SchemaPreview schema={(row ? readProcess({ ...row, process }).process : process).parameters} />
        </div>
      </div>
      {isTesting && row ? <TestPanel row={row} isDirty={isDirty} /> : null}
    </ScreenFrame>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      {children}
    </section>
  );
}
