import { Checkbox, NumberInput } from '@mantine/core';
import type { RunLimits } from '../../../contract/limits.ts';
import { useNotices } from '../../api/queries.ts';
import { useWords } from '../../words/words.tsx';
import type { BehaviourSectionProps } from './behaviour-props.ts';
import classes from './form.module.css';

const fields = [
  ['memoryMb', 'memory', 16, 16_777_216],
  ['cpuSeconds', 'processor', 1, 31_536_000],
] as const;

/** What a run may use of the computer. */
export function UsageLimits({ options, problems, onChange }: BehaviourSectionProps) {
  const words = useWords().w.scheduleForm.limits;
  const { limits } = options;
  return (
    <div className={classes.pair}>
      {fields.map(([key, label, least, most]) => (
        <NumberInput
          key={key}
          id={`limits.${key}`}
          label={words[label]}
          placeholder={words.empty}
          min={least}
          max={most}
          allowDecimal={key === 'cpuSeconds'}
          value={limits?.[key] ?? ''}
          error={problems[`limits.${key}`]}
          onChange={(value) => onChange({ limits: withLimit(limits, key, value) })}
        />
      ))}
    </div>
  );
}

/** How long nobody may have used the desktop before a desktop robot starts. */
export function IdleField({ options, problems, onChange }: BehaviourSectionProps) {
  const words = useWords().w.scheduleForm;
  return (
    <NumberInput
      id="idleMinutes"
      className={classes.narrow ?? ''}
      label={words.idle}
      description={words.idleHint}
      placeholder={words.limits.empty}
      min={1}
      max={1440}
      value={options.idleMinutes ?? ''}
      error={problems['idleMinutes']}
      onChange={(value) => onChange({ idleMinutes: typeof value === 'number' ? value : null })}
    />
  );
}

/** Whether a computer that sleeps is woken for its due times. */
export function WakeField({ options, problems, onChange }: BehaviourSectionProps) {
  const { w, say, told } = useWords();
  const words = w.scheduleForm;
  const cannot = useNotices().data?.notices.find(({ kind }) => kind === 'wake')?.params;
  const fact = (name: string) => {
    const given = cannot?.[name] ?? '';
    return typeof given === 'object' ? told(given) : given;
  };
  return (
    <Checkbox
      id="wakeComputer"
      label={words.wake}
      description={
        cannot === undefined
          ? words.wakeHint
          : say(w.overview.notices.wake, { worker: fact('worker'), problem: fact('problem') })
      }
      checked={options.wakeComputer === true}
      error={problems['wakeComputer']}
      onChange={({ currentTarget }) => onChange({ wakeComputer: currentTarget.checked })}
    />
  );
}

/** Without a limit the key is left out, so that the process's own counts. */
function withLimit(limits: RunLimits | undefined, key: keyof RunLimits, value: string | number): RunLimits {
  const { [key]: _before, ...kept } = limits ?? {};
  return typeof value === 'number' ? { ...kept, [key]: value } : kept;
}
