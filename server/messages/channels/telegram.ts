import { cutTo, oneLine, plainText } from '../../domain/message-text.ts';
import type { HttpAnswer } from '../careful-request.ts';
import type { ChannelFile, ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { fitting, multipart, type FormPart } from './multipart.ts';
import { filesWithinMs, postBody, postJson } from './post-json.ts';

/** 4,096 UTF-16 units after entities are read. */
const mostUnits = 4000;

const marks = { good: '✅', notice: 'ℹ️', warning: '⚠️', failure: '❌' } as const;

/** A bot may send 50 MB. */
const mostOfFiles = 45_000_000;

/** The text; then each file without a sound, as an answer to it: the text under a file has room for 1,024 signs only. */
export const sendTelegram: Send<'telegram'> = async (message, { settings }, deps) => {
  const { server, token, chat } = settings;
  const bot = `${server.replace(/\/+$/, '')}/bot${token}`;
  const request = { secrets: [token, bot], pauseOf: telegramPause };
  let sent: string | null = null;
  const onAnswer = ({ body }: HttpAnswer) => void (sent = /"message_id"\s*:\s*(\d+)/.exec(body)?.[1] ?? null);
  const result = await postJson(`${bot}/sendMessage`, telegramBody(message, chat), { ...request, onAnswer }, deps);
  if (result.state !== 'delivered') return result;
  for (const file of fitting(message.files, mostOfFiles)) {
    const { body, contentType } = multipart(documentOf(file, chat, sent));
    const headers = { 'content-type': contentType };
    // The text has arrived: trying all of it again would tell it twice. The link in it leads to the file.
    const { state } = await postBody(
      `${bot}/sendDocument`,
      body,
      { ...request, headers, withinMs: filesWithinMs },
      deps,
    );
    if (state !== 'delivered') break;
  }
  return result;
};

const documentOf = (file: ChannelFile, chat: string, answersTo: string | null): FormPart[] => [
  { name: 'chat_id', content: chat },
  { name: 'disable_notification', content: 'true' },
  ...(answersTo === null
    ? []
    : [{ name: 'reply_parameters', content: `{"message_id":${answersTo},"allow_sending_without_reply":true}` }]),
  { name: 'document', content: file },
];

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
