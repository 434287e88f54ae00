import type { FollowUp } from '../../../contract/follow-up.ts';
import type { ParameterSchema } from '../../../contract/process.ts';
import { secretPlaceholder, type ScheduleOptions } from '../../../contract/schedule.ts';
import { titleOf } from '../../values/field-kind.ts';
import { formPartWords } from '../../words/form-part-words.ts';
import type { Speech } from '../../words/words.tsx';
import { thenInWords } from '../../follow-ups/then-in-words.ts';
import { conditionsInWords } from '../condition-words.ts';
import { planInWords, triggerInWords } from '../schedule-words.ts';
import { scheduleDraftOf, type FormDraft } from './form-draft.ts';

export interface Difference {
  readonly label: string;
  readonly was: string;
  readonly is: string;
}

/** The differences between two versions of a schedule, one line per field, in the form's order. */
export function differencesOf(
  before: FormDraft,
  now: FormDraft,
  parameters: ParameterSchema | undefined,
  nameOf: TargetName,
  speech: Speech,
): readonly Difference[] {
  const words = speech.w.scheduleForm;
  const named: readonly Difference[] = [
    { label: words.process, was: before.process, is: now.process },
    { label: words.name, was: before.name, is: now.name },
    { label: words.worker, was: before.worker ?? '—', is: now.worker ?? '—' },
  ];
  const values = [...new Set([...Object.keys(before.values), ...Object.keys(now.values)])].map((name) => ({
    label: titleOf(name, parameters?.properties[name] ?? {}),
    was: shown(before.values[name]),
    is: shown(now.values[name]),
  }));
  const plan = { label: words.sections.when, was: planText(before, speech), is: planText(now, speech) };
  const options = optionLines(speech, nameOf).map(([label, text]) => ({
    label,
    was: text(before.options),
    is: text(now.options),
  }));
  const clockChange = {
    label: words.clockChange.label,
    was: words.clockChange[before.clockChange],
    is: words.clockChange[now.clockChange],
  };
  return [...named, ...values, plan, clockChange, ...options].filter(({ was, is }) => was !== is);
}

function planText(form: FormDraft, speech: Speech): string {
  const { plan } = scheduleDraftOf(form);
  const sentence = planInWords({ plan }, speech);
  if (plan.kind === 'once' || plan.kind === 'call') return sentence;
  const words = speech.w.scheduleForm;
  const start = plan.kind === 'every' ? plan.from : plan.start;
  const bounds = [
    start === null ? [] : [`${words.start} ${speech.times.fullIn(start, plan.timezone)}`],
    plan.end === null ? [] : [`${words.end} ${speech.times.fullIn(plan.end, plan.timezone)}`],
  ].flat();
  return [sentence, plan.timezone, ...bounds].join(' · ');
}

type TargetName = (then: FollowUp['then']) => string;
type OptionLine = readonly [string, (options: ScheduleOptions) => string];

function optionLines(speech: Speech, nameOf: TargetName): readonly OptionLine[] {
  const { w, times, language } = speech;
  const words = w.scheduleForm;
  const { titles, limits } = formPartWords[language];
  return [
    [words.retries, ({ retryCount }) => times.number(retryCount)],
    [words.retryDelay, ({ retryDelaySeconds }) => times.number(retryDelaySeconds)],
    [words.retryGrowth.label, ({ retryDelayGrowth }) => words.retryGrowth[retryDelayGrowth ?? 'fixed']],
    [words.retryMax, ({ retryDelayMaxSeconds: most }) => (most === undefined ? '—' : times.number(most))],
    [words.retryJitter, ({ retryJitterPercent }) => times.number(retryJitterPercent ?? 0)],
    [words.timeLimit, ({ timeoutSeconds }) => minutes(timeoutSeconds, times.number)],
    [words.limits.memory, ({ limits }) => amount(limits?.memoryMb, times.number)],
    [words.limits.processor, ({ limits }) => amount(limits?.cpuSeconds, times.number)],
    [words.idle, ({ idleMinutes }) => amount(idleMinutes ?? undefined, times.number)],
    [words.wake, ({ wakeComputer = false }) => (wakeComputer ? limits.wakes : '—')],
    [titles.running, ({ overlap }) => words.overlap[overlap]],
    [titles.missed, ({ misfire }) => words.misfire[misfire]],
    [words.notLater, ({ notLaterThanSeconds }) => minutes(notLaterThanSeconds, times.number)],
    [
      words.calendar.label,
      ({ calendars }) =>
        calendars.map(({ calendar, action }) => `${calendar}: ${words.calendar[action]}`).join(', ') || '—',
    ],
    [w.triggers.section, ({ triggers = [] }) => triggers.map((one) => triggerInWords(one, speech)).join(', ') || '—'],
    [w.conditions.section, ({ conditions }) => conditionText(conditions, speech)],
    [words.priority, ({ priority }) => times.number(priority)],
    [titles.order, ({ tags = [], folder = '' }) => [...tags, folder].filter((text) => text !== '').join(', ') || '—'],
    [words.callbackUrl, ({ callbackUrl }) => callbackUrl ?? '—'],
    [words.sections.then, ({ then }) => thenText(then, nameOf, speech)],
  ];
}

/** With all that is not in the sentence, so that no change goes unnoticed. */
const conditionText = (conditions: ScheduleOptions['conditions'], speech: Speech): string =>
  conditions === undefined ? '—' : `${conditionsInWords(conditions, speech) ?? ''} ${shown(conditions)}`;

/** With the values, so that no change goes unnoticed. */
const thenText = (then: ScheduleOptions['then'], nameOf: TargetName, speech: Speech): string =>
  [
    thenInWords(then, nameOf, speech),
    ...(then ?? []).map(({ values }) => shown(values)).filter((text) => text !== '{}'),
  ]
    .join(' ')
    .trim() || '—';

const amount = (value: number | undefined, number: (value: number) => string): string =>
  value === undefined ? '—' : number(value);

const minutes = (seconds: number | null, number: (value: number) => string): string =>
  seconds === null ? '—' : number(seconds / 60);

function shown(value: unknown): string {
  if (value === undefined) return '—';
  if (value === secretPlaceholder) return secretPlaceholder;
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
