import { Checkbox, NumberInput, Radio, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { messageEvents, type MessageRuleDraft, type RuleScope } from '../../contract/message-rules.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useProcesses, useProcessTitle, useSchedules } from '../api/queries.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

export interface RulePartProps {
  readonly draft: MessageRuleDraft;
  readonly onChange: (change: Partial<MessageRuleDraft>) => void;
}

const emptyScopes: Readonly<Record<RuleScope['kind'], RuleScope>> = {
  all: { kind: 'all' },
  process: { kind: 'process', process: '' },
  schedule: { kind: 'schedule', schedule: '' },
};

/** Of which runs, and of which events. */
export function RuleAbout({ draft, onChange }: RulePartProps) {
  const { w } = useWords();
  const words = w.messages;
  const { scope } = draft;
  const fleet = useQuery({ queryKey: keys.fleet, queryFn: () => call('fleet') }).data?.fleet ?? null;
  const shown = messageEvents.filter((event) => {
    if (event === 'worker-away') return scope.kind === 'all' && (fleet !== null || draft.events.includes(event));
    return (event !== 'disk-nearly-full' && event !== 'backup-failed') || scope.kind === 'all';
  });
  return (
    <>
      <Radio.Group
        label={words.form.about}
        value={scope.kind}
        onChange={(kind) => onChange({ scope: emptyScopes[kind] })}
      >
        <Stack gap={8} mt={6}>
          {(['all', 'process', 'schedule'] as const).map((kind) => (
            <Radio key={kind} value={kind} label={words.form.scopes[kind]} />
          ))}
        </Stack>
      </Radio.Group>
      <ScopeChoice scope={scope} onChange={(next) => onChange({ scope: next })} />
      <Checkbox.Group
        label={words.form.events}
        value={draft.events}
        onChange={(next) => onChange({ events: messageEvents.filter((event) => next.includes(event)) })}
      >
        <Stack gap={8} mt={6}>
          {shown.map((event) => (
            <Checkbox
              key={event}
              value={event}
              label={words.events[event]}
              description={event in words.hints ? words.hints[event as keyof typeof words.hints] : undefined}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Limits draft={draft} onChange={onChange} />
    </>
  );
}

function ScopeChoice({ scope, onChange }: { scope: RuleScope; onChange: (scope: RuleScope) => void }) {
  const words = useWords().w.messages.form;
  const titleOf = useProcessTitle();
  const processes = useProcesses().data?.processes ?? [];
  const schedules = useSchedules().data?.rows ?? [];
  if (scope.kind === 'all') return null;
  if (scope.kind === 'process') {
    return (
      <Select
        label={words.process}
        placeholder={words.pick}
        searchable
        data={processes.map(({ process }) => ({ value: process.name, label: process.title ?? process.name }))}
        value={scope.process === '' ? null : scope.process}
        onChange={(process) => onChange({ kind: 'process', process: process ?? '' })}
      />
    );
  }
  const labelOf = ({ name, process }: (typeof schedules)[number]) =>
    name === '' ? titleOf(process) : `${name} · ${titleOf(process)}`;
  return (
    <Select
      label={words.schedule}
      placeholder={words.pick}
      searchable
      limit={100}
      data={schedules.map((row) => ({ value: row.id, label: labelOf(row) }))}
      value={scope.schedule === '' ? null : scope.schedule}
      onChange={(schedule) => onChange({ kind: 'schedule', schedule: schedule ?? '' })}
    />
  );
}

/** What "late", "long" and "nearly full" mean, for the events that are chosen. */
function Limits({ draft, onChange }: RulePartProps) {
  const words = useWords().w.messages.form;
  const limits = [
    ['late', 'lateMinutes', words.late, 10_080],
    ['waits-for-desktop', 'desktopMinutes', words.desktop, 10_080],
    ['disk-nearly-full', 'diskMegabytes', words.disk, 10_000_000],
    ['worker-away', 'awayMinutes', words.away, 10_080],
  ] as const;
  const asked = limits.filter(([event]) => draft.events.includes(event));
  if (asked.length === 0) return null;
  return (
    <div className={classes.numbers}>
      {asked.map(([event, key, label, max]) => (
        <NumberInput
          key={event}
          label={label}
          value={draft[key]}
          min={1}
          max={max}
          clampBehavior="strict"
          allowDecimal={false}
          onChange={(value) => (typeof value === 'number' && value >= 1 ? onChange({ [key]: value }) : undefined)}
        />
      ))}
    </div>
  );
}
