import { NumberInput, Radio, Select, Stack } from '@mantine/core';
import {
  calendarActions,
  misfirePolicies,
  type OverlapPolicy,
  type ScheduleOptions,
} from '../../../contract/schedule.ts';
import { useCalendars } from '../../api/queries.ts';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';

export interface BehaviourSectionProps {
  readonly options: ScheduleOptions;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<ScheduleOptions>) => void;
}

const overlapOrder = ['queue', 'skip', 'allow', 'replace'] as const satisfies readonly OverlapPolicy[];

/** How its runs behave: tries, limits, overlaps, missed times, working days. */
export function BehaviourSection({ options, problems, onChange }: BehaviourSectionProps) {
  const { w } = useWords();
  const words = w.scheduleForm;
  const amount = (value: string | number): number => (typeof value === 'number' ? value : 0);
  return (
    <>
      <fieldset className={classes.section}>
        <legend className={classes.sectionTitle}>{words.sections.fails}</legend>
        <div className={classes.triple}>
          <NumberInput
            id="retryCount"
            label={words.retries}
            description={words.retriesHint}
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
          <NumberInput
            id="timeoutSeconds"
            label={words.timeLimit}
            placeholder={words.timeLimitEmpty}
            value={options.timeoutSeconds === null ? '' : options.timeoutSeconds / 60}
            min={0}
            decimalScale={2}
            error={problems['timeoutSeconds']}
            onChange={(value) =>
              onChange({ timeoutSeconds: typeof value === 'number' && value > 0 ? value * 60 : null })
            }
          />
        </div>
      </fieldset>
      <fieldset className={classes.section}>
        <legend className={classes.sectionTitle}>{words.sections.running}</legend>
        <Radio.Group
          label={words.overlap.label}
          value={options.overlap}
          onChange={(overlap) => onChange({ overlap: overlap })}
        >
          <Stack gap={10} mt={8}>
            {overlapOrder.map((policy) => (
              <Radio key={policy} value={policy} label={words.overlap[policy]} />
            ))}
          </Stack>
        </Radio.Group>
      </fieldset>
      <fieldset className={classes.section}>
        <legend className={classes.sectionTitle}>{words.sections.missed}</legend>
        <Radio.Group
          label={words.misfire.label}
          value={options.misfire}
          onChange={(misfire) => onChange({ misfire: misfire })}
        >
          <Stack gap={10} mt={8}>
            {misfirePolicies.map((policy) => (
              <Radio key={policy} value={policy} label={words.misfire[policy]} />
            ))}
          </Stack>
        </Radio.Group>
        <CalendarFields options={options} onChange={onChange} />
      </fieldset>
    </>
  );
}

/** A working-day calendar; only shown where there is one to choose. */
function CalendarFields({ options, onChange }: Pick<BehaviourSectionProps, 'options' | 'onChange'>) {
  const { w } = useWords();
  const words = w.scheduleForm.calendar;
  const calendars = useCalendars().data?.calendars ?? [];
  const [chosen, ...others] = options.calendars;
  if (calendars.length === 0 && chosen === undefined) return null;
  const names = [...new Set([...calendars.map(({ name }) => name), ...(chosen ? [chosen.calendar] : [])])];
  return (
    <div className={classes.pair}>
      <Select
        label={words.label}
        placeholder={words.none}
        data={names}
        value={chosen?.calendar ?? null}
        clearable
        onChange={(calendar) =>
          onChange({
            calendars: calendar === null ? others : [{ calendar, action: chosen?.action ?? 'skip' }, ...others],
          })
        }
      />
      {chosen ? (
        <Select
          label={words.action}
          allowDeselect={false}
          value={chosen.action}
          data={calendarActions.map((action) => ({ value: action, label: words[action] }))}
          onChange={(action) => onChange({ calendars: [{ ...chosen, action: action ?? 'skip' }, ...others] })}
        />
      ) : null}
    </div>
  );
}
