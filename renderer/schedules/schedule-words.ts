import { describeQuartz, readCron } from '../../contract/quartz/index.ts';
import { isInterval } from '../../contract/interval-plans.ts';
import type { ScheduleOptions, ScheduleRow } from '../../contract/schedule.ts';
import { conditionsInWords } from './condition-words.ts';
import { intervalInWords } from './interval-words.ts';
import type { ScheduleTrigger } from '../../contract/triggers.ts';
import { hasTriggers } from '../words/states.ts';
import type { Speech } from '../words/words.tsx';

const described = new Map<string, string>();
/** The size of the cache: programs may use a new expression with each call. */
const mostDescribed = 10_000;

/** An expression in words, cached: ten thousand rows share a few expressions. */
function cronInWords(quartz: string, language: Speech['language']): string {
  const key = `${language} ${quartz}`;
  const known = described.get(key);
  if (known !== undefined) return known;
  const parsed = readCron(quartz, true);
  const words = parsed.ok ? describeQuartz(parsed.cron, language) : quartz;
  if (described.size >= mostDescribed) described.clear();
  described.set(key, words);
  return words;
}

/** What starts a schedule, in words: its plan and its triggers, and what it waits for. */
export function whenInWords(row: Pick<ScheduleRow, 'plan' | 'options'>, speech: Speech): string {
  const onlyIf = conditionsInWords(row.options.conditions, speech);
  return onlyIf === null ? startsInWords(row, speech) : `${startsInWords(row, speech)} · ${onlyIf}`;
}

function startsInWords(row: Pick<ScheduleRow, 'plan' | 'options'>, speech: Speech): string {
  const triggers = (row.options.triggers ?? []).filter(({ enabled }) => enabled);
  if (triggers.length === 0) return plannedInWords(row, speech);
  const words = triggers.map((one) => triggerInWords(one, speech));
  return (row.plan.kind === 'call' ? words : [plannedInWords(row, speech), ...words]).join(' · ');
}

/** When a schedule runs, in words, with its calendars. */
export function plannedInWords(row: Pick<ScheduleRow, 'plan' | 'options'>, speech: Speech): string {
  const sentence = planInWords(row, speech);
  return hasTimes(row.plan) ? withCalendars(sentence, row.options.calendars, speech) : sentence;
}

const hasTimes = ({ kind }: ScheduleRow['plan']): boolean => kind !== 'call' && kind !== 'now' && kind !== 'never';

/** A sentence about a plan, with what its calendars do on days off. */
export const withCalendars = (sentence: string, uses: ScheduleOptions['calendars'], { w, say }: Speech): string =>
  uses.reduce(
    (text, { calendar, action }) => say(w.schedules.byCalendar[action], { sentence: text, calendar }),
    sentence,
  );

/** What a trigger waits for, in words. */
export function triggerInWords(trigger: ScheduleTrigger, { w, say }: Speech): string {
  const { when } = w.triggers;
  switch (trigger.kind) {
    case 'file':
      return say(when.file, { pattern: trigger.pattern, folder: trigger.folder });
    case 'mail':
      return say(trigger.subject === '' ? when.mail : when.mailAbout, { user: trigger.user, subject: trigger.subject });
    case 'startup':
    case 'logon':
    case 'unlock':
      return when[trigger.kind];
    case 'idle':
      return say(when.idle, { minutes: String(trigger.minutes) });
    case 'sftp':
    case 'ftp': {
      const { host, pattern, folder } = trigger;
      return say(when.remote, { host, pattern, folder });
    }
    case 'hook':
      return say(when.hook, { name: trigger.name });
    case 'run-end': {
      const { after, of } = trigger;
      return say(when.runEnd[after], { of: of.kind === 'process' ? `“${of.process}”` : when.anotherSchedule });
    }
  }
}

/** When a plan runs, in words, without its calendars. */
export function planInWords({ plan }: Pick<ScheduleRow, 'plan'>, speech: Speech): string {
  const { w, say, language, times } = speech;
  switch (plan.kind) {
    case 'cron':
    case 'never':
      return cronInWords(plan.quartz, language);
    case 'once':
      return say(w.schedules.once, { time: times.full(plan.at, plan.timezone) });
    case 'now':
      return w.schedules.now;
    case 'call':
      return w.schedules.onCall;
    case 'every':
    case 'working-day':
    case 'holiday':
      return intervalInWords(plan, speech);
  }
}

/** The tooltip of the words: the expression itself. */
export function planTitle(row: ScheduleRow, speech: Speech): string {
  const { plan } = row;
  const words = whenInWords(row, speech);
  if (isInterval(plan)) return `${words}\n${plan.timezone}`;
  return plan.kind === 'cron' || plan.kind === 'never' ? `${plan.quartz} · ${plan.timezone}\n${words}` : words;
}

/** Why no next run is shown. */
export function noNextRun(row: ScheduleRow, now: number, speech: Speech): string {
  const { w, say, times, because } = speech;
  const words = w.schedules.next;
  if (row.state === 'paused') {
    if (row.pausedUntil !== null) return say(words.pausedUntil, { time: times.short(row.pausedUntil, now) });
    return say(words.pausedSince, { time: times.short(row.updatedAt, now) });
  }
  if (row.plan.kind === 'call') return hasTriggers(row.options) ? words.onTrigger : words.onCall;
  return row.reason === null ? words.none : because(row.reason);
}
