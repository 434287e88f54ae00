import type { Notice } from '../../contract/events.ts';
import type { Speech } from './words.tsx';
import type { Times } from './times.ts';

/** To the second: what a restore keeps is made soon after its backup. */
export const backupTime = (at: number, times: Pick<Times, 'day' | 'clockWithSeconds'>): string =>
  `${times.day(at)} ${times.clockWithSeconds(at)}`;

/** From which backup Rota was restored, and which one keeps what was there before. */
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
