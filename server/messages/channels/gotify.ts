import { cutTo, inBytes, oneLine, plainText } from '../../domain/message-text.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { postJson } from './post-json.ts';

const mostBytes = 10_000;
/** Without one it is 0: no notification at all. From 4 on there is a sound, from 8 on a loud one. */
const priorities = { good: 5, notice: 5, warning: 5, failure: 8 } as const;

export const sendGotify: Send<'gotify'> = (message, { settings }, deps) => {
  const { server, token } = settings;
  const url = `${server.replace(/\/+$/, '')}/message`;
  return postJson(url, gotifyBody(message), { headers: { 'x-gotify-key': token }, secrets: [token] }, deps);
};

export function gotifyBody(message: ChannelMessage) {
  const { severity, link, title } = message;
  const text = plainText({ ...message, link: null }, mostBytes, inBytes);
  return {
    title: cutTo(oneLine(title), 200),
    // The field is required.
    message: text === '' ? cutTo(oneLine(title), 200) : text,
    priority: priorities[severity],
    extras: {
      'client::display': { contentType: 'text/plain' },
      ...(link === null ? {} : { 'client::notification': { click: { url: link.url } } }),
    },
  };
}
