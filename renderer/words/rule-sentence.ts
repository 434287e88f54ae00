import type { MessageRuleDraft } from '../../contract/message-rules.ts';
import type { Speech } from './words.tsx';

/** The names in a rule's sentence. */
export interface RuleNames {
  /** Of its process or schedule; null if it is about everything. */
  readonly subject: string | null;
  readonly channels: readonly string[];
}

/** What a rule does, in one sentence. */
export function ruleSentence(
  rule: MessageRuleDraft,
  { subject, channels }: RuleNames,
  { w, say, count }: Pick<Speech, 'w' | 'say' | 'count'>,
): string {
  const words = w.messages.sentence;
  const joined = (parts: readonly string[], by: string) => parts.reduce((one, other) => say(by, { one, other }));
  const to = channels.length === 0 ? words.nobody : joined(channels, words.and);
  const verbs = rule.events.map((event) =>
    say(w.messages.verbs[event], {
      late: rule.lateMinutes,
      desktop: rule.desktopMinutes,
      disk: rule.diskMegabytes,
      away: rule.awayMinutes,
    }),
  );
  const parts =
    verbs.length === 0
      ? [say(words.digest, { time: rule.digestAt ?? '', channels: to })]
      : [
          say(words.when, {
            subject: subject === null ? words.anything : `“${subject}”`,
            events: joined(verbs, words.or),
            channels: to,
          }),
        ];
  if (rule.withLog && verbs.length > 0) parts.push(words.log);
  if (rule.withScreenshot && verbs.length > 0) parts.push(words.screenshot);
  if (rule.quietHours !== null) parts.push(say(words.quietHours, rule.quietHours));
  if (rule.quietDays !== null) parts.push(say(words.quietDays, { calendar: rule.quietDays }));
  if (rule.burstMinutes > 0 && verbs.length > 0) parts.push(count(words.burst, rule.burstMinutes));
  if (rule.digestAt !== null && verbs.length > 0) parts.push(say(words.digestToo, { time: rule.digestAt }));
  return `${parts.join(', ')}.`;
}
