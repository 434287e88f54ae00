import type { ReactNode } from 'react';
import type { RpaProcess } from '../../contract/process.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { BasicsSection } from './basics-section.tsx';
import type { FromCommandLine } from './command-line.ts';
import { CommandSection } from './command-section.tsx';
import classes from './editor.module.css';
import { LimitsSection } from './limits-section.tsx';
import { OutputsSection } from './outputs-section.tsx';
import { ParametersEditor } from './parameters-editor.tsx';
import { SampleCommand } from './sample-command.tsx';
import { ThenPart } from './then-part.tsx';
import { WhoIsTold } from './who-is-told.tsx';
import type { ProcessDraft } from './process-draft.ts';

interface ProcessFormProps {
  readonly draft: ProcessDraft;
  readonly isNew: boolean;
  readonly wasTried: boolean;
  /** Errors of the server in what follows, by field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: ProcessDraft | ((old: ProcessDraft) => ProcessDraft)) => void;
  /** Whether the parameters are valid. */
  readonly onUsable: (isUsable: boolean) => void;
  /** Fills in a new process. */
  readonly onSample: (found: FromCommandLine) => void;
}

/** The sections of a process, one below the other. */
export function ProcessForm({ draft, isNew, wasTried, problems, onChange, onUsable, onSample }: ProcessFormProps) {
  const words = processWords[useWords().language].editor;
  const { process } = draft;
  const setProcess = (change: Partial<RpaProcess>) =>
    onChange((old) => ({ ...old, process: { ...old.process, ...change } }));
  const setThen = (then: RpaProcess['then']) =>
    onChange((old) => {
      const { then: _then, ...process } = old.process;
      return { ...old, process: then === undefined ? process : { ...process, then } };
    });

  return (
    <div className={classes.form}>
      <Section title={words.command}>
        {isNew ? <SampleCommand onTake={onSample} /> : null}
        <CommandSection draft={draft} wasTried={wasTried} onChange={onChange} />
      </Section>
      <Section title={words.parameters}>
        <ParametersEditor
          schema={process.parameters}
          onChange={(parameters) => setProcess({ parameters })}
          onUsable={onUsable}
        />
      </Section>
      <Section title={words.basics}>
        <BasicsSection process={process} isNew={isNew} wasTried={wasTried} onChange={setProcess} />
      </Section>
      <Section title={words.outputs}>
        <OutputsSection draft={draft} onChange={onChange} />
      </Section>
      <Section title={words.then}>
        <ThenPart process={process} problems={problems} onChange={setThen} />
      </Section>
      <Section title={words.limits}>
        <LimitsSection process={process} onChange={setProcess} />
        {isNew ? null : <WhoIsTold process={process.name} />}
      </Section>
    </div>
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
