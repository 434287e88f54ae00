import type { Notice } from '../../contract/events.ts';
import type { Speech } from '../words/words.tsx';

/** What a notice says, in the reader's language. */
export function noticeSentence(
  notice: Notice,
  now: number,
  { w, say, count, times, told }: Pick<Speech, 'w' | 'say' | 'count' | 'times' | 'told'>,
): string {
  const words = w.overview.notices;
  const params = Object.fromEntries(
    Object.entries(notice.params).map(([name, given]) => [name, typeof given === 'object' ? told(given) : given]),
  );
  const at = (name: string) => times.short(Number(params[name]), now);
  switch (notice.kind) {
    case 'missed': {
      const cause = params['cause'];
      const known = cause === 'slept' || cause === 'clock-jumped' ? cause : 'was-off';
      return count(words.missed[known], Number(params['count']), { from: at('from'), to: at('to') });
    }
    case 'did-not-run':
      return say(words.didNotRun, { process: params['process'] ?? '', last: at('last') });
    case 'longer-than-usual':
      return say(words.longer, {
        process: params['process'] ?? '',
        usual: times.duration(Number(params['usualMs'])),
      });
    case 'configuration':
      switch (params['what']) {
        case 'restored':
          return say(words.configuration.restored, params);
        case 'calendar-gone':
          return say(words.configuration.calendarGone, params);
        default:
          return say(words.configuration.editRefused, params);
      }
  }
}
