import type { Language } from '../../../contract/language.ts';
import type { MessageContent, ToldEvent } from '../../../contract/message-rules.ts';
import { said } from '../../../contract/translatable.ts';
import { onlyEvent } from '../../domain/message-content.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { burstText } from './burst-text.ts';
import { digestText } from './digest-text.ts';
import { eventText, type TextPlace } from './event-text.ts';
import { createSpeaker, type Speaker } from './speaker.ts';

/** What goes along with a message, as far as its rule wants it and it still exists. */
export interface Enclosed {
  readonly files: ChannelMessage['files'];
  /** The end of the log of its only run. */
  readonly lastLines: readonly string[];
}

const mostTitle = 200;

/** The message of a delivery, in the language of its channel. `zone`: the clock that its times are of. */
export async function messageText(
  id: string,
  content: MessageContent,
  { language, zone, place, enclosed }: { language: Language; zone: string; place: TextPlace; enclosed: Enclosed },
): Promise<ChannelMessage> {
  const speaker = await createSpeaker(language, zone);
  const only = onlyEvent(content);
  const text = textOf(content, only, speaker, place);
  const log =
    enclosed.lastLines.length === 0
      ? []
      : [`${speaker.say(said`The end of the log:`)}\n${enclosed.lastLines.join('\n')}`];
  return {
    id,
    language,
    ...text,
    title: cut(text.title.replace(/\s+/g, ' ').trim(), mostTitle),
    lines: [...text.lines.filter((line) => line !== ''), ...log],
    files: enclosed.files,
    run: only === null ? null : pingOf(only),
  };
}

function textOf(content: MessageContent, only: ToldEvent | null, speaker: Speaker, place: TextPlace) {
  if (only !== null) return eventText(only, speaker, place);
  return content.kind === 'digest' ? digestText(content, speaker, place) : burstText(content, speaker, place);
}

/** What a channel that pings a watchdog makes of an event. */
function pingOf({ event, run }: ToldEvent): ChannelMessage['run'] {
  if (run === null) return null;
  const { id, exitCode } = run;
  switch (event) {
    case 'started':
      return { id, state: 'started', exitCode: null };
    case 'succeeded':
    case 'recovered':
      return { id, state: 'succeeded', exitCode };
    case 'failed':
      return { id, state: 'failed', exitCode };
    case 'missed':
    case 'late':
    case 'longer-than-usual':
    case 'waits-for-desktop':
    case 'disk-nearly-full':
    case 'worker-away':
    case 'backup-failed':
      return null;
  }
}

/** Cuts between characters, never inside one. */
function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
