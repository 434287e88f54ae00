import type { Notice } from '../../contract/events.ts';
import type { Speech } from './words.tsx';
import type { Times } from './times.ts';

/** To the second: a restore makes its safety backup soon after the restored one. */
export const backupTime = (at: number, times: Pick<Times, 'day' | 'clockWithSeconds'>): string =>
  `${times.day(at)} ${times.clockWithSeconds(at)}`;

/** Which backup was restored, and which one has the state before. */
export function restoredSentence(
  { params }: Pick<Notice, 'params'>,
  { w, say, times }: Pick<Speech, 'w' | 'say' | 'times'>,
): string {
  const words = w.overview.notices;
  const at = backupTime(Number(params['at']), times);
  const keptAt = params['keptAt'];
  if (keptAt === undefined) return say(words.restored, { at });
  return say(words.restoredKept, { at, kept: backupTime(Number(keptAt), times) });
}
