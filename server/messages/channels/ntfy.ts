import { cutTo, inBytes, oneLine, plainText } from '../../domain/message-text.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { postJson } from './post-json.ts';

// Over 4,096 bytes a message becomes a file that is gone after three hours; a title over 1 kB is refused.
const mostOfMessage = 4000;
const mostOfTitle = 900;

const priorities = { good: 3, notice: 3, warning: 4, failure: 5 } as const;
const tags = {
  good: 'white_check_mark',
  notice: 'information_source',
  warning: 'warning',
  failure: 'rotating_light',
} as const;

/** JSON to the root of the server, which is safe for every sign; headers are not. */
export const sendNtfy: Send<'ntfy'> = (message, { settings }, deps) => {
  const { server, topic, token } = settings;
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return postJson(server, ntfyBody(message, topic), { headers, secrets: token === undefined ? [] : [token] }, deps);
};

export function ntfyBody(message: ChannelMessage, topic: string) {
  const { severity, link } = message;
  const text = plainText({ ...message, link: null }, mostOfMessage, inBytes);
  return {
    topic,
    title: cutTo(oneLine(message.title), mostOfTitle, inBytes),
    // An empty message would be shown as "triggered".
    message: text === '' ? cutTo(oneLine(message.title), mostOfTitle, inBytes) : text,
    priority: priorities[severity],
    tags: [tags[severity]],
    ...(link === null ? {} : { click: link.url }),
  };
}
