import { NumberInput, Select } from '@mantine/core';
import { followUpConditions, type FollowUp } from '../../../../contract/follow-up.ts';
import type { ParameterSchema } from '../../../../contract/process.ts';
import type { RunEndTrigger } from '../../../../contract/run-end-trigger.ts';
import { FollowUpValues } from '../../../follow-ups/follow-up-values.tsx';
import { TargetChoice } from '../../../follow-ups/target-choice.tsx';
import { isChosen, useTargets } from '../../../follow-ups/targets.ts';
import { followUpWords } from '../../../words/follow-up-words.ts';
import { useWords } from '../../../words/words.tsx';
import classes from './trigger-fields.module.css';

export interface TriggerFieldsProps<T> {
  readonly trigger: T;
  /** The start of the ids of its fields: `triggers.0`. */
  readonly place: string;
  /** The parameters of the schedule's process. */
  readonly schema: ParameterSchema | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<T>) => void;
}

export const newRunEnd = (id: string): RunEndTrigger => ({
  ...{ id, kind: 'run-end', enabled: true, after: 'success', delaySeconds: 0, values: {} },
  of: { kind: 'process', process: '' },
});

const asTarget = ({ of }: RunEndTrigger): FollowUp['then'] => (of.kind === 'process' ? { ...of, worker: null } : of);

/** Whose runs start it, after which end, how much later, and with which of their values. */
export function RunEndFields({ trigger, place, schema, problems, change }: TriggerFieldsProps<RunEndTrigger>) {
  const { w, language } = useWords();
  const words = followUpWords[language];
  const targets = useTargets();
  const { after, delaySeconds, values, of } = trigger;
  const target = asTarget(trigger);
  const schedule = of.kind === 'schedule' ? of.schedule : null;
  const process =
    of.kind === 'process' ? of.process : (targets.schedules.find(({ id }) => id === of.schedule)?.process ?? '');
  const start = `${place}.values.`;
  const valueProblems = Object.fromEntries(
    Object.entries(problems).flatMap(([id, problem]) =>
      id.startsWith(start) ? [[id.slice(start.length), problem]] : [],
    ),
  );
  return (
    <>
      <div className={classes.level3}>
        <TargetChoice
          id={`${place}.of`}
          label={w.triggers.of}
          then={target}
          targets={targets}
          problem={problems[`${place}.of`]}
          onChange={(next) =>
            change({
              of:
                next.kind === 'process'
                  ? { kind: 'process', process: next.process }
                  : { kind: 'schedule', schedule: next.schedule },
              values: {},
            })
          }
        />
        <Select
          id={`${place}.after`}
          label={words.after}
          description={words.conditionHints[after]}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={followUpConditions.map((value) => ({ value, label: words.conditions[value] }))}
          value={after}
          allowDeselect={false}
          onChange={(next) => change({ after: next ?? after })}
        />
        <NumberInput
          id={`${place}.delaySeconds`}
          label={words.delay}
          placeholder={words.atOnce}
          value={delaySeconds === 0 ? '' : delaySeconds / 60}
          min={0}
          max={44_640}
          decimalScale={2}
          error={problems[`${place}.delaySeconds`]}
          onChange={(next) => change({ delaySeconds: typeof next === 'number' ? Math.round(next * 60) : 0 })}
        />
      </div>
      {schema !== undefined && isChosen(target) ? (
        <FollowUpValues
          key={JSON.stringify(of)}
          schema={schema}
          before={{ process, schedule, parameters: targets.parametersOf(target) }}
          values={values}
          isOfSchedule
          problems={valueProblems}
          idPrefix={start}
          onChange={(next) => change({ values: next })}
        />
      ) : null}
    </>
  );
}
