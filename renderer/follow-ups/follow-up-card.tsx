import { NumberInput, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { followUpConditions, type FollowUp } from '../../contract/follow-up.ts';
import { useFleet } from '../api/workers.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { startValues } from '../values/field-kind.ts';
import { WorkerChoice } from '../values/worker-choice.tsx';
import { followUpWords } from '../words/follow-up-words.ts';
import { useWords } from '../words/words.tsx';
import { AlsoAfter } from './also-after.tsx';
import { FollowUpValues } from './follow-up-values.tsx';
import type { RunBefore } from './run-sources.ts';
import { TargetChoice } from './target-choice.tsx';
import { isChosen, type Targets } from './targets.ts';
import classes from './follow-ups.module.css';

interface FollowUpCardProps {
  /** Counts from 0. */
  readonly index: number;
  readonly followUp: FollowUp;
  readonly before: RunBefore;
  readonly targets: Targets;
  /** By the part of the follow-up: `target`, `worker`, `delaySeconds`, `alsoAfter`, `values-supplier`. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (followUp: FollowUp) => void;
  readonly onRemove: () => void;
}

/** One follow-up: after which end, what, when, and with which values. */
export function FollowUpCard(props: FollowUpCardProps) {
  const { index, followUp, before, targets, problems, onChange } = props;
  const { language, say } = useWords();
  const words = followUpWords[language];
  const fleet = useFleet();
  const { then, values, alsoAfter } = followUp;
  const schema = targets.parametersOf(then);
  const valueProblems = Object.fromEntries(
    Object.entries(problems).flatMap(([part, problem]) =>
      part.startsWith('values') ? [[part.slice('values-'.length), problem]] : [],
    ),
  );
  const part = (name: string) => `then-${index}-${name}`;
  const change = (next: Partial<FollowUp>) => onChange({ ...followUp, ...next });
  return (
    <div
      role="group"
      aria-label={say(words.item, { n: index + 1 })}
      className={classes.card}
      id={part('all')}
      tabIndex={-1}
    >
      <Head {...props} part={part} change={change} />
      {fleet !== null && then.kind === 'process' ? (
        <WorkerChoice
          id={part('worker')}
          label={words.worker}
          className={classes.narrow ?? ''}
          choices={fleet}
          value={then.worker}
          error={problems['worker']}
          onChange={(worker) => change({ then: { ...then, worker } })}
        />
      ) : null}
      {schema !== undefined && isChosen(then) ? (
        <FollowUpValues
          key={then.kind === 'process' ? then.process : then.schedule}
          schema={schema}
          before={before}
          values={values}
          isOfSchedule={then.kind === 'schedule'}
          problems={valueProblems}
          idPrefix={part('values-')}
          onChange={(next) => change({ values: next })}
        />
      ) : null}
      <AlsoAfter
        id={part('alsoAfter')}
        value={alsoAfter}
        targets={targets}
        own={before.schedule}
        problem={problems['alsoAfter']}
        onChange={(next) => change({ alsoAfter: [...next] })}
      />
    </div>
  );
}

interface HeadProps extends FollowUpCardProps {
  /** The id of the field of a part. */
  readonly part: (name: string) => string;
  readonly change: (next: Partial<FollowUp>) => void;
}

/** After which end, what, and how much later. */
function Head({ index, followUp, targets, problems, part, change, onRemove }: HeadProps) {
  const { language, say } = useWords();
  const words = followUpWords[language];
  const { then, after, delaySeconds } = followUp;
  return (
    <div className={classes.head}>
      <Select
        id={part('after')}
        label={words.after}
        description={words.conditionHints[after]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={followUpConditions.map((value) => ({ value, label: words.conditions[value] }))}
        value={after}
        allowDeselect={false}
        error={problems['after']}
        onChange={(next) => change({ after: next ?? after })}
      />
      <TargetChoice
        id={part('target')}
        then={then}
        targets={targets}
        problem={problems['target']}
        onChange={(next) => {
          const parameters = targets.parametersOf(next);
          const isProcess = next.kind === 'process' && parameters !== undefined;
          change({ then: next, values: isProcess ? startValues(parameters) : {} });
        }}
      />
      <NumberInput
        id={part('delaySeconds')}
        label={words.delay}
        placeholder={words.atOnce}
        value={delaySeconds === 0 ? '' : delaySeconds / 60}
        min={0}
        max={44_640}
        decimalScale={2}
        error={problems['delaySeconds']}
        onChange={(next) => change({ delaySeconds: typeof next === 'number' ? Math.round(next * 60) : 0 })}
      />
      <IconButton label={say(words.remove, { n: index + 1 })} className={classes.remove ?? ''} onClick={onRemove}>
        <IconTrash size="1rem" />
      </IconButton>
    </div>
  );
}
