import type { ScheduleOptions } from '../../../contract/schedule.ts';
import { formPartWords } from '../../words/form-part-words.ts';
import type { Speech } from '../../words/words.tsx';
import { conditionInWords } from '../condition-words.ts';
import { triggerInWords } from '../schedule-words.ts';

// What a folded part holds at present, in one line.

export function calendarMeaning({ calendars }: ScheduleOptions, { language, say }: Speech): string {
  const words = formPartWords[language].calendar;
  if (calendars.length === 0) return words.none;
  return calendars.map(({ calendar, action }) => say(words.one, { calendar, action: words[action] })).join(' · ');
}

export function triggersMeaning({ triggers = [] }: ScheduleOptions, speech: Speech): string {
  const words = formPartWords[speech.language].triggers;
  const on = triggers.filter(({ enabled }) => enabled);
  const off = triggers.length - on.length;
  const parts = [
    ...on.map((one) => triggerInWords(one, speech)),
    ...(off === 0 ? [] : [speech.say(words.off, { n: speech.times.number(off) })]),
  ];
  return parts.length === 0 ? words.none : parts.join(' · ');
}

export function conditionsMeaning({ conditions }: ScheduleOptions, speech: Speech): string {
  if (conditions === undefined || conditions.list.length === 0) return formPartWords[speech.language].conditions.none;
  const { and, or } = speech.w.conditions;
  return conditions.list.map((one) => conditionInWords(one, speech)).join(conditions.need === 'all' ? and : or);
}

export function failsMeaning(options: ScheduleOptions, { language, say, count, times }: Speech): string {
  const words = formPartWords[language].fails;
  const { retryCount, retryDelaySeconds: seconds } = options;
  if (retryCount === 0) return words.none;
  const n = times.number(seconds);
  const plain = seconds === 0 ? words.atOnce : say(retryCount === 1 ? words.after.one : words.after.other, { n });
  const isGrowing = options.retryDelayGrowth === 'double' && retryCount > 1 && seconds > 0;
  return count(words.retries, retryCount, { wait: isGrowing ? say(words.doubling, { wait: plain }) : plain });
}

export function limitsMeaning(options: ScheduleOptions, { language, say, times }: Speech): string {
  const words = formPartWords[language].limits;
  const { timeoutSeconds, limits, idleMinutes } = options;
  const amount = (sentence: string, n: number | null | undefined) =>
    n === null || n === undefined ? [] : [say(sentence, { n: times.number(n) })];
  return [
    ...(timeoutSeconds === null ? [words.noTime] : amount(words.time, timeoutSeconds / 60)),
    ...amount(words.memory, limits?.memoryMb),
    ...amount(words.processor, limits?.cpuSeconds),
    ...amount(words.idle, idleMinutes),
    ...(options.wakeComputer === true ? [words.wakes] : []),
  ].join(' · ');
}

export function missedMeaning(options: ScheduleOptions, { w, language, say, times }: Speech): string {
  const policy = w.scheduleForm.misfire[options.misfire];
  const seconds = options.notLaterThanSeconds;
  if (seconds === null) return policy;
  return say(formPartWords[language].missed.notLater, { policy, n: times.number(seconds / 60) });
}

export function moreMeaning({ priority, callbackUrl }: ScheduleOptions, { language, say, times }: Speech): string {
  const words = formPartWords[language].more;
  const host = callbackUrl !== null && URL.canParse(callbackUrl) ? new URL(callbackUrl).host : callbackUrl;
  const callback = host === null ? words.noCallback : say(words.callback, { host });
  return `${say(words.priority, { n: times.number(priority) })} · ${callback}`;
}
