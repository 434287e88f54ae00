import type { Notice } from '../../contract/events.ts';
import { bytesIn } from '../words/bytes.ts';
import { restoredSentence } from '../words/restored-sentence.ts';
import type { Speech } from '../words/words.tsx';

type Words = Pick<Speech, 'language' | 'w' | 'say' | 'count' | 'times' | 'told'>;

/** A notice as text in the reader's language; a process appears by its title. */
export function noticeSentence(
  notice: Notice,
  now: number,
  { language, w, say, count, times, told }: Words,
  titleOf: (process: string) => string,
): string {
  const words = w.overview.notices;
  const params = Object.fromEntries(
    Object.entries(notice.params).map(([name, given]) => [name, typeof given === 'object' ? told(given) : given]),
  );
  const process = titleOf(String(params['process'] ?? ''));
  const at = (name: string) => times.short(Number(params[name]), now);
  switch (notice.kind) {
    case 'missed': {
      const cause = params['cause'];
      const known =
        cause === 'slept' || cause === 'stalled' || cause === 'clock-jumped' || cause === 'restored'
          ? cause
          : 'was-off';
      return count(words.missed[known], Number(params['count']), { from: at('from'), to: at('to') });
    }
    case 'did-not-run':
      return say(words.didNotRun, { process, last: at('last') });
    case 'longer-than-usual':
      return say(words.longer, { process, usual: times.duration(Number(params['usualMs'])) });
    case 'clock-set-back':
      return say(words.clockSetBack, {
        by: times.duration(Number(params['from']) - Number(params['to'])),
        to: at('to'),
      });
    case 'restored':
      return restoredSentence(notice, { w, say, times });
    case 'zones':
      return count(words.zones, Number(params['count']), params);
    case 'message-undelivered':
      return say(words.undelivered, params);
    case 'trigger':
      return say(words.trigger, params);
    case 'wake':
      return say(words.wake, params);
    case 'backup':
      switch (params['what']) {
        case 'copy':
          return say(words.backup.copy, params);
        case 'none':
          return say(words.backup.none, params);
        case 'old':
          return say(words.backup.old, { ...params, at: at('at') });
        default:
          return say(words.backup.failed, { ...params, at: at('at') });
      }
    case 'storage':
      if (params['what'] === 'lost') return say(words.storage.lost, { from: at('from'), to: at('to') });
      if (params['what'] === 'not-writable') return say(words.storage.notWritable, params);
      if (params['what'] === 'no-means') return say(words.storage.noMeans, params);
      return say(words.storage.noRoom, {
        free: bytesIn(language, Number(params['free'])),
        kept: bytesIn(language, Number(params['kept'])),
        home: params['home'] ?? '',
      });
    case 'configuration':
      switch (params['what']) {
        case 'restored':
          return say(words.configuration.restored, params);
        case 'restore-refused':
          return say(words.configuration.restoreRefused, params);
        case 'zones-refused':
          return say(words.configuration.zonesRefused, params);
        case 'calendar-gone':
          return say(words.configuration.calendarGone, params);
        case 'client-limited':
          return say(words.configuration.clientLimited, params);
        default:
          return say(words.configuration.editRefused, params);
      }
  }
}
