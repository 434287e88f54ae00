import type { Notice } from '../../contract/events.ts';
import type { Speech } from '../words/words.tsx';

/** What a notice says, in the reader's language. */
export function noticeSentence(
  { kind, params }: Notice,
  now: number,
  { w, say, count, times }: Pick<Speech, 'w' | 'say' | 'count' | 'times'>,
): string {
  const words = w.overview.notices;
  const at = (name: string) => times.short(Number(params[name]), now);
  switch (kind) {
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
    case 'storage':
      return say(words.storage, { message: params['message'] ?? '' });
  }
}
