import type { FollowUp } from '../../contract/follow-up.ts';
import type { Speech } from '../words/words.tsx';

/** What follows, in one line: "then Load invoices if it succeeds"; empty if nothing does. */
export function thenInWords(
  followUps: readonly FollowUp[] | undefined,
  nameOf: (then: FollowUp['then']) => string,
  { w, say, times }: Speech,
): string {
  const words = w.schedules.then;
  return (followUps ?? [])
    .map(({ after, then, delaySeconds, alsoAfter }) => {
      const plain = nameOf(then);
      const name =
        delaySeconds === 0
          ? plain
          : say(words.later, { name: plain, minutes: times.number(Math.round(delaySeconds / 0.6) / 100) });
      const text = say(words[after], { name });
      if (alsoAfter.length === 0) return text;
      const names = alsoAfter.map((schedule) => nameOf({ kind: 'schedule', schedule })).join(', ');
      return say(words.also, { text, names });
    })
    .join('; ');
}
