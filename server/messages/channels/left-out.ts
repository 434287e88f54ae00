import { said, saidIn, type Translatable } from '../../../contract/translatable.ts';
import { dictionaryOf } from '../../../contract/words/dictionary-of.ts';
import type { ChannelMessage } from '../channel-message.ts';

/** The message for a channel that carries no files, or not these: it says so, before the end of the log, which may be cut. */
export async function sayingLeftOut(message: ChannelMessage, missing = message.files): Promise<ChannelMessage> {
  const isLog = (mediaType: string): boolean => mediaType.startsWith('text/');
  const hasLog = missing.some(({ mediaType }) => isLog(mediaType));
  const hasPicture = missing.some(({ mediaType }) => !isLog(mediaType));
  const sentence = sentenceOf(hasLog, hasPicture);
  if (sentence === null) return message;
  const line = saidIn(sentence, await dictionaryOf(message.language));
  const at = hasLog ? Math.max(0, message.lines.length - 1) : message.lines.length;
  return { ...message, lines: message.lines.toSpliced(at, 0, line) };
}

function sentenceOf(hasLog: boolean, hasPicture: boolean): Translatable | null {
  if (hasLog && hasPicture)
    return said`The log as a file and the picture of the screen cannot go along here: open the run to see them.`;
  if (hasLog) return said`The log as a file cannot go along here: open the run to see it.`;
  return hasPicture ? said`The picture of the screen cannot go along here: open the run to see it.` : null;
}
