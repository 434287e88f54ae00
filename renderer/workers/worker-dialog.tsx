import { useState, type ReactNode } from 'react';
import { Button, Stack, TagsInput, TextInput } from '@mantine/core';
import type { FleetWorker, WorkerChange } from '../../contract/worker.ts';
import { CallError } from '../api/client.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { unless } from '../ui/unless.ts';
import { useBusy } from '../ui/use-busy.ts';
import { workerWords } from '../words/worker-words.ts';
import { useWords } from '../words/words.tsx';
import { clockText } from './worker-columns.tsx';
import { isThere, workerState } from './worker-state.ts';
import classes from './workers.module.css';

interface WorkerDialogProps {
  readonly worker: FleetWorker;
  readonly groups: readonly string[];
  /** Why nothing can be changed now. */
  readonly refusal: string | null;
  readonly onSave: (change: WorkerChange) => Promise<void>;
  readonly onClose: () => void;
}

/** A worker: its names and groups, to be changed, and everything that is known of it. */
export function WorkerDialog({ worker, groups, refusal, onSave, onClose }: WorkerDialogProps) {
  const { language, w, say, told, sayProblem } = useWords();
  const words = workerWords[language].dialog;
  const [{ name, aliases, chosen }, setDraft] = useState({
    name: worker.name,
    aliases: worker.aliases,
    chosen: worker.groups,
  });
  const [problem, setProblem] = useState<{ readonly field: string; readonly text: string } | null>(null);
  const { isBusy, whenIdle } = useBusy();

  async function save(): Promise<void> {
    if (name.trim() === '') return setProblem({ field: 'name', text: words.nameProblem });
    const change: WorkerChange = {
      ...(name.trim() === worker.name ? {} : { name: name.trim() }),
      ...(isSame(aliases, worker.aliases) ? {} : { aliases }),
      ...(isSame(chosen, worker.groups) ? {} : { groups: chosen }),
    };
    if (Object.keys(change).length === 0) return onClose();
    try {
      await onSave(change);
      onClose();
    } catch (error) {
      const [detail] = error instanceof CallError ? error.details : [];
      const field = /^(name|aliases|groups)/.exec(detail?.field ?? '')?.[1];
      const [first = 'name'] = Object.keys(change);
      setProblem({ field: field ?? first, text: detail?.said ? told(detail.said) : sayProblem(error) });
    }
  }
  function edit(next: Parameters<FieldsProps['onChange']>[0]): void {
    setDraft((draft) => ({ ...draft, ...next }));
    setProblem(null);
  }
  const faultOf = (field: string): string | null => (problem?.field === field ? problem.text : null);
  const confirm = (): void => void (refusal === null ? whenIdle(save) : undefined);
  return (
    <Dialog
      title={say(words.title, { name: worker.name })}
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      width={560}
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
        <Fields {...{ name, aliases, chosen, groups, faultOf }} onChange={edit} />
        <Facts worker={worker} />
      </Stack>
    </Dialog>
  );
}

interface FieldsProps {
  readonly name: string;
  readonly aliases: string[];
  readonly chosen: string[];
  /** All groups there are. */
  readonly groups: readonly string[];
  readonly faultOf: (field: string) => string | null;
  readonly onChange: (next: {
    readonly name?: string;
    readonly aliases?: string[];
    readonly chosen?: string[];
  }) => void;
}

function Fields({ name, aliases, chosen, groups, faultOf, onChange }: FieldsProps) {
  const words = workerWords[useWords().language].dialog;
  return (
    <>
      <TextInput
        data-autofocus
        label={words.name}
        required
        maxLength={100}
        value={name}
        error={faultOf('name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TagsInput
        label={words.aliases}
        description={words.aliasesHint}
        value={aliases}
        maxTags={20}
        error={faultOf('aliases')}
        onChange={(next) => onChange({ aliases: next })}
      />
      <TagsInput
        label={words.groups}
        description={words.groupsHint}
        data={[...groups]}
        value={chosen}
        maxTags={50}
        error={faultOf('groups')}
        onChange={(next) => onChange({ chosen: next })}
      />
    </>
  );
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index]);

function Facts({ worker }: { readonly worker: FleetWorker }) {
  const speech = useWords();
  const { language, say, times, w } = speech;
  const all = workerWords[language];
  const words = all.dialog;
  const { lastSeen, clockDifferenceMs, cannotRun } = worker;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      words.id,
      <span key="id" className={classes.identity}>
        <code>{worker.id}</code>
        <CopyButton text={worker.id} label={`${w.app.actions.copy}: ${words.id}`} />
      </span>,
    ],
    [
      words.state,
      <span key="state" className={classes.explained}>
        <StatusWord {...workerState(worker, all)} />
        <span className={classes.dim}>{all.stateHints[worker.state]}</span>
      </span>,
    ],
    [words.seen, lastSeen === null ? all.never : isThere(worker) ? all.now : times.full(lastSeen)],
    [words.platform, worker.platform || '—'],
    [words.version, worker.version || '—'],
    [words.address, worker.address ?? words.onlyLocal],
    [words.runsAtOnce, worker.runsAtOnce === 0 ? '—' : times.number(worker.runsAtOnce)],
    [words.queued, times.number(worker.queued)],
    ...(clockDifferenceMs === null ? [] : [[words.clock, clockText(clockDifferenceMs, speech)] as const]),
    ...(cannotRun.length === 0
      ? []
      : [
          [
            words.cannotRun,
            <span key="cannot" title={words.cannotRunHint}>
              {cannotRun.join(', ')}
            </span>,
          ] as const,
        ]),
  ];
  return (
    <section aria-label={say(words.facts, {})}>
      <h3 className={classes.heading}>{words.facts}</h3>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
