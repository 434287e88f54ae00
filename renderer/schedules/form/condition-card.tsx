import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { TestConditionAnswer } from '../../../contract/conditions.ts';
import { call } from '../../api/client.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useWords } from '../../words/words.tsx';
import { ConditionFields, type ConditionFieldsProps } from './condition-fields.tsx';
import { isWhole } from './condition-drafts.ts';
import classes from './form.module.css';

interface ConditionCardProps extends ConditionFieldsProps {
  readonly timezone: string;
  /** The process that is to run: the vault gives the password of a mailbox to it. Empty: none is chosen yet. */
  readonly process: string;
  readonly onRemove: () => void;
}

/** One condition with its fields, and what a look at it sees now. */
export function ConditionCard(props: ConditionCardProps) {
  const { condition, index, timezone, process, onRemove } = props;
  const { w, say } = useWords();
  const words = w.conditions;
  const kind = words.kinds[condition.kind];
  return (
    <div
      id={`conditions.list.${index}`}
      tabIndex={-1}
      role="group"
      aria-label={say(words.item, { number: String(index + 1), kind })}
      className={classes.trigger}
    >
      <Group justify="space-between" wrap="nowrap">
        <strong>{kind}</strong>
        <IconButton label={say(words.remove, { number: String(index + 1) })} onClick={onRemove}>
          <IconX size="1rem" />
        </IconButton>
      </Group>
      <ConditionFields {...props} />
      <TestNow {...{ condition, timezone, process }} />
    </div>
  );
}

/** What was tested, and what came of it. An answer is shown only as long as nothing was changed. */
interface Tested {
  readonly asked: string;
  readonly answer: TestConditionAnswer | { readonly problem: unknown };
}

function TestNow({ condition, timezone, process }: Pick<ConditionCardProps, 'condition' | 'timezone' | 'process'>) {
  const { w, say, told, sayProblem } = useWords();
  const words = w.conditions;
  const { isBusy, whenIdle } = useBusy();
  const [tested, setTested] = useState<Tested | null>(null);
  const asked = JSON.stringify([condition, process]);
  const answer = tested?.asked === asked ? tested.answer : null;

  const test = () =>
    whenIdle(async () => {
      setTested(null);
      const found = await call('testCondition', { body: { condition, timezone, process } }).catch(
        (problem: unknown) => ({
          problem,
        }),
      );
      setTested({ asked, answer: found });
    });
  return (
    <div className={classes.tested}>
      <Button size="xs" variant="default" loading={isBusy} disabled={!isWhole(condition)} onClick={() => void test()}>
        {words.test}
      </Button>
      <span role="status" className={classes.answer}>
        {isBusy ? words.testing : null}
        {isBusy || answer === null ? null : 'problem' in answer ? (
          say(words.testFailed, { problem: sayProblem(answer.problem) })
        ) : (
          <>
            {answer.holds ? <IconCheck size="1rem" /> : <IconX size="1rem" />}
            {say(answer.holds ? words.true : words.false, { seen: told(answer.seen) })}
          </>
        )}
      </span>
    </div>
  );
}
