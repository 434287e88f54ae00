import { NumberInput, Select } from '@mantine/core';
import type { MailCondition } from '../../../contract/conditions.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';
import { HoldsIf, type Place } from './holds-if.tsx';
import { MailboxFields, MailFilterFields } from './mailbox-fields.tsx';

/** Which mailbox, which mails, and of when. */
export function MailConditionFields({ condition, place, problems, change }: Place<MailCondition>) {
  const words = useWords().w.conditions;
  return (
    <>
      <MailboxFields {...{ box: condition, place, problems, change }} />
      <MailFilterFields {...{ box: condition, place, problems, change }} />
      <div className={classes.triple}>
        <Select
          label={words.since}
          allowDeselect={false}
          value={condition.since}
          data={(['day', 'hours'] as const).map((one) => ({ value: one, label: words.sinces[one] }))}
          onChange={(since) => change({ since: since ?? 'day' })}
        />
        {condition.since === 'hours' ? (
          <NumberInput
            id={`${place}.hours`}
            label={words.hours}
            min={0.1}
            max={744}
            value={condition.hours}
            error={problems[`${place}.hours`]}
            onChange={(given) => change({ hours: typeof given === 'number' && given > 0 ? given : 24 })}
          />
        ) : null}
        <HoldsIf condition={condition} change={change} />
      </div>
    </>
  );
}
