import { cutTo, oneLine, plainText } from '../../domain/message-text.ts';
import type { HttpAnswer } from '../careful-request.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { postJson } from './post-json.ts';

/** 4,096 UTF-16 units after entities are read. */
const mostUnits = 4000;

const marks = { good: '✅', notice: 'ℹ️', warning: '⚠️', failure: '❌' } as const;

export const sendTelegram: Send<'telegram'> = (message, { settings }, deps) => {
  const { server, token, chat } = settings;
  const url = `${server.replace(/\/+$/, '')}/bot${token}/sendMessage`;
  return postJson(url, telegramBody(message, chat), { secrets: [token, url], pauseOf: telegramPause }, deps);
};

/** Plain text with entities: nothing in it has to be escaped. */
export function telegramBody(message: ChannelMessage, chat: string) {
  const title = `${marks[message.severity]} ${cutTo(oneLine(message.title), 200)}`;
  const rest = plainText(message, mostUnits - title.length - 2);
  return {
    chat_id: /^-?\d+$/.test(chat) ? Number(chat) : chat,
    text: rest === '' ? title : `${title}\n\n${rest}`,
    // Offsets and lengths are in UTF-16 units, as here.
    entities: [{ type: 'bold', offset: 0, length: title.length }],
    link_preview_options: { is_disabled: true },
  };
}

/** `parameters.retry_after`, in seconds. */
function telegramPause({ status, body }: HttpAnswer, now: number): number | null {
  if (status !== 429) return null;
  const seconds = Number(/"retry_after"\s*:\s*(\d{1,6})/.exec(body)?.[1] ?? NaN);
  return Number.isNaN(seconds) ? null : now + seconds * 1000;
}
