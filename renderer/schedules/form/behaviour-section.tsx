import { NumberInput, Radio, Select, Stack, TextInput } from '@mantine/core';
import { misfirePolicies, retryGrowths, type OverlapPolicy } from '../../../contract/schedule.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';
import type { BehaviourSectionProps } from './behaviour-props.ts';
import { IdleField, UsageLimits, WakeField } from './usage-limits.tsx';

const overlapOrder = ['queue', 'skip', 'allow', 'replace'] as const satisfies readonly OverlapPolicy[];

const amount = (value: string | number): number => (typeof value === 'number' ? value : 0);

/** What happens when a run fails. */
export function Failures({ options, problems, onChange }: BehaviourSectionProps) {
  const words = useWords().w.scheduleForm;
  return (
    <>
      <div className={classes.pair}>
        <NumberInput
          id="retryCount"
          label={words.retries}
          value={options.retryCount}
          min={0}
          max={99}
          allowDecimal={false}
          error={problems['retryCount']}
          onChange={(value) => onChange({ retryCount: amount(value) })}
        />
        <NumberInput
          id="retryDelaySeconds"
          label={words.retryDelay}
          value={options.retryDelaySeconds}
          min={0}
          max={86_400}
          error={problems['retryDelaySeconds']}
          onChange={(value) => onChange({ retryDelaySeconds: amount(value) })}
        />
      </div>
      {options.retryCount > 0 ? <Waits options={options} problems={problems} onChange={onChange} /> : null}
    </>
  );
}

const longestWait = 86_400;

/** How the waits between tries grow and spread. */
function Waits({ options, problems, onChange }: BehaviourSectionProps) {
  const words = useWords().w.scheduleForm;
  const growth = options.retryDelayGrowth ?? 'fixed';
  const most = options.retryDelayMaxSeconds ?? longestWait;
  return (
    <div className={classes.triple}>
      <Select
        label={words.retryGrowth.label}
        allowDeselect={false}
        value={growth}
        data={retryGrowths.map((one) => ({ value: one, label: words.retryGrowth[one] }))}
        onChange={(next) => onChange({ retryDelayGrowth: next ?? growth })}
      />
      {growth === 'double' ? (
        <NumberInput
          id="retryDelayMaxSeconds"
          label={words.retryMax}
          placeholder={words.retryMaxEmpty}
          value={most === longestWait ? '' : most}
          min={0}
          max={longestWait}
          error={problems['retryDelayMaxSeconds']}
          onChange={(value) => onChange({ retryDelayMaxSeconds: typeof value === 'number' ? value : longestWait })}
        />
      ) : null}
      <NumberInput
        id="retryJitterPercent"
        label={words.retryJitter}
        title={words.retryJitterHint}
        value={options.retryJitterPercent ?? 0}
        min={0}
        max={100}
        error={problems['retryJitterPercent']}
        onChange={(value) => onChange({ retryJitterPercent: amount(value) })}
      />
    </div>
  );
}

interface LimitsProps extends BehaviourSectionProps {
  /** Whether it has due times, for which a computer can be woken. */
  readonly hasTimes: boolean;
}

/** How long a run may take, what it may use, whether somebody may be at the desktop, and whether a computer that sleeps is woken. */
export function Limits({ options, problems, hasTimes, onChange }: LimitsProps) {
  const words = useWords().w.scheduleForm;
  return (
    <>
      <NumberInput
        id="timeoutSeconds"
        className={classes.narrow ?? ''}
        label={words.timeLimit}
        placeholder={words.timeLimitEmpty}
        value={options.timeoutSeconds === null ? '' : options.timeoutSeconds / 60}
        min={0}
        decimalScale={2}
        error={problems['timeoutSeconds']}
        onChange={(value) => onChange({ timeoutSeconds: typeof value === 'number' && value > 0 ? value * 60 : null })}
      />
      <UsageLimits options={options} problems={problems} onChange={onChange} />
      <IdleField options={options} problems={problems} onChange={onChange} />
      {hasTimes ? <WakeField options={options} problems={problems} onChange={onChange} /> : null}
    </>
  );
}

/** What happens when a run is due while another is active. */
export function Overlaps({ options, onChange }: BehaviourSectionProps) {
  const words = useWords().w.scheduleForm;
  return (
    <Radio.Group label={words.overlap.label} value={options.overlap} onChange={(overlap) => onChange({ overlap })}>
      <Stack gap={10} mt={8}>
        {overlapOrder.map((policy) => (
          <Radio key={policy} value={policy} label={words.overlap[policy]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** What happens to a missed due time. */
export function Missed({ options, problems, onChange }: BehaviourSectionProps) {
  const words = useWords().w.scheduleForm;
  return (
    <>
      <Radio.Group
        label={words.misfire.label}
        description={words.misfire.tolerance}
        value={options.misfire}
        onChange={(misfire) => onChange({ misfire: misfire })}
      >
        <Stack gap={10} mt={8}>
          {misfirePolicies.map((policy) => (
            <Radio key={policy} value={policy} label={words.misfire[policy]} />
          ))}
        </Stack>
      </Radio.Group>
      <NumberInput
        id="notLaterThanSeconds"
        className={classes.narrow ?? ''}
        label={words.notLater}
        description={words.notLaterHint}
        placeholder={words.notLaterEmpty}
        value={options.notLaterThanSeconds === null ? '' : options.notLaterThanSeconds / 60}
        min={0}
        max={525_600}
        decimalScale={2}
        error={problems['notLaterThanSeconds']}
        onChange={(value) => onChange({ notLaterThanSeconds: typeof value === 'number' ? value * 60 : null })}
      />
    </>
  );
}

/** The priority of runs, and the URL to call at their end. */
export function Order({ options, problems, onChange }: BehaviourSectionProps) {
  const words = useWords().w.scheduleForm;
  return (
    <>
      <NumberInput
        id="priority"
        className={classes.narrow ?? ''}
        label={words.priority}
        description={words.priorityHint}
        value={options.priority}
        min={-100}
        max={100}
        allowDecimal={false}
        error={problems['priority']}
        onChange={(value) => onChange({ priority: amount(value) })}
      />
      <TextInput
        id="callbackUrl"
        type="url"
        label={words.callbackUrl}
        description={words.callbackHint}
        placeholder="https://"
        value={options.callbackUrl ?? ''}
        error={problems['callbackUrl']}
        onChange={({ currentTarget }) => onChange({ callbackUrl: currentTarget.value.trim() || null })}
      />
    </>
  );
}
