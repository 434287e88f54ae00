import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import type {
  Condition,
  FileCondition,
  IdleCondition,
  PortCondition,
  ProgramCondition,
  ScheduleCondition,
  UrlCondition,
} from '../../../contract/conditions.ts';
import { useTargets } from '../../follow-ups/targets.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';
import { HoldsIf, type Place } from './holds-if.tsx';
import { MailConditionFields } from './mail-condition-fields.tsx';

export interface ConditionFieldsProps {
  readonly condition: Condition;
  readonly index: number;
  /** The schedule itself; null if it is new. */
  readonly own: string | null;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (condition: Condition) => void;
}

/** The fields of a condition, by its kind. */
export function ConditionFields({ condition, index, own, problems, onChange }: ConditionFieldsProps) {
  const place = `conditions.list.${index}`;
  const shared = { place, problems, change: (part: object) => onChange({ ...condition, ...part }) };
  switch (condition.kind) {
    case 'file':
      return <FileFields condition={condition} {...shared} />;
    case 'port':
      return <PortFields condition={condition} {...shared} />;
    case 'url':
      return <UrlFields condition={condition} {...shared} />;
    case 'program':
      return <ProgramFields condition={condition} {...shared} />;
    case 'schedule':
      return <ScheduleFields condition={condition} own={own} {...shared} />;
    case 'idle':
      return <IdleFields condition={condition} {...shared} />;
    case 'mail':
      return <MailConditionFields condition={condition} {...shared} />;
  }
}

function FileFields({ condition, place, problems, change }: Place<FileCondition>) {
  const words = useWords().w.conditions;
  const isFile = condition.what === 'file';
  return (
    <>
      <TextInput
        id={`${place}.folder`}
        label={words.folder}
        description={words.folderHint}
        required
        value={condition.folder}
        error={problems[`${place}.folder`]}
        onChange={({ currentTarget }) => change({ folder: currentTarget.value })}
      />
      <TextInput
        id={`${place}.pattern`}
        label={words.pattern}
        description={words.patternHint}
        value={condition.pattern}
        error={problems[`${place}.pattern`]}
        onChange={({ currentTarget }) => change({ pattern: currentTarget.value })}
      />
      <div className={classes.triple}>
        <Select
          label={words.what}
          allowDeselect={false}
          value={condition.what}
          data={(['file', 'folder'] as const).map((what) => ({ value: what, label: words.whats[what] }))}
          onChange={(what) => change({ what: what ?? 'file' })}
        />
        <HoldsIf condition={condition} change={change} />
        {isFile && !condition.not ? (
          <NumberInput
            id={`${place}.stillSeconds`}
            label={words.still}
            min={0}
            max={86_400}
            value={condition.stillSeconds}
            error={problems[`${place}.stillSeconds`]}
            onChange={(given) => change({ stillSeconds: typeof given === 'number' ? given : 0 })}
          />
        ) : null}
      </div>
      <Checkbox
        label={words.subfolders}
        checked={condition.subfolders}
        onChange={({ currentTarget }) => change({ subfolders: currentTarget.checked })}
      />
    </>
  );
}

function PortFields({ condition, place, problems, change }: Place<PortCondition>) {
  const words = useWords().w.conditions;
  return (
    <div className={classes.triple}>
      <TextInput
        id={`${place}.host`}
        label={words.host}
        required
        value={condition.host}
        error={problems[`${place}.host`]}
        onChange={({ currentTarget }) => change({ host: currentTarget.value })}
      />
      <NumberInput
        id={`${place}.port`}
        label={words.port}
        min={1}
        max={65_535}
        thousandSeparator=""
        value={condition.port}
        error={problems[`${place}.port`]}
        onChange={(given) => change({ port: typeof given === 'number' ? given : 443 })}
      />
      <HoldsIf condition={condition} change={change} />
    </div>
  );
}

function UrlFields({ condition, place, problems, change }: Place<UrlCondition>) {
  const words = useWords().w.conditions;
  const status = (which: 'statusFrom' | 'statusTo', label: string) => (
    <NumberInput
      id={`${place}.${which}`}
      label={label}
      min={100}
      max={599}
      value={condition[which]}
      error={problems[`${place}.${which}`]}
      onChange={(given) => change({ [which]: typeof given === 'number' ? given : 200 })}
    />
  );
  return (
    <>
      <TextInput
        id={`${place}.url`}
        label={words.url}
        required
        value={condition.url}
        error={problems[`${place}.url`]}
        onChange={({ currentTarget }) => change({ url: currentTarget.value.trim() })}
      />
      <div className={classes.triple}>
        <Select
          label={words.method}
          allowDeselect={false}
          value={condition.method}
          data={['GET', 'HEAD']}
          onChange={(method) => change(method === 'HEAD' ? { method, contains: '' } : { method: 'GET' })}
        />
        {status('statusFrom', words.from)}
        {status('statusTo', words.to)}
      </div>
      <div className={classes.pair}>
        {condition.method === 'HEAD' ? null : (
          <TextInput
            id={`${place}.contains`}
            label={words.contains}
            placeholder={words.containsHint}
            value={condition.contains}
            error={problems[`${place}.contains`]}
            onChange={({ currentTarget }) => change({ contains: currentTarget.value })}
          />
        )}
        <HoldsIf condition={condition} change={change} />
      </div>
      <Checkbox
        label={words.verify}
        checked={condition.verify}
        onChange={({ currentTarget }) => change({ verify: currentTarget.checked })}
      />
    </>
  );
}

function ProgramFields({ condition, place, problems, change }: Place<ProgramCondition>) {
  const words = useWords().w.conditions;
  return (
    <div className={classes.pair}>
      <TextInput
        id={`${place}.program`}
        label={words.program}
        description={words.programHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        value={condition.program}
        error={problems[`${place}.program`]}
        onChange={({ currentTarget }) => change({ program: currentTarget.value })}
      />
      <HoldsIf condition={condition} change={change} />
    </div>
  );
}

function ScheduleFields({
  condition,
  place,
  problems,
  own,
  change,
}: Place<ScheduleCondition> & { readonly own: string | null }) {
  const words = useWords().w.conditions;
  const { schedules } = useTargets();
  const known = schedules.filter(({ id }) => id !== own).map(({ id, name }) => ({ value: id, label: name }));
  const { schedule } = condition;
  const isKnown = schedule === '' || known.some(({ value }) => value === schedule);
  return (
    <Select
      id={`${place}.schedule`}
      label={words.schedule}
      description={words.scheduleHint}
      placeholder={words.choose}
      searchable
      limit={100}
      data={isKnown ? known : [{ value: schedule, label: schedule }, ...known]}
      value={schedule === '' ? null : schedule}
      error={problems[`${place}.schedule`]}
      onChange={(next) => change({ schedule: next ?? '' })}
    />
  );
}

function IdleFields({ condition, place, problems, change }: Place<IdleCondition>) {
  const words = useWords().w.conditions;
  return (
    <Group>
      <NumberInput
        id={`${place}.minutes`}
        label={words.minutes}
        min={0.1}
        max={1440}
        value={condition.minutes}
        error={problems[`${place}.minutes`]}
        onChange={(given) => change({ minutes: typeof given === 'number' && given > 0 ? given : 1 })}
      />
    </Group>
  );
}
