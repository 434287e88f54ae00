import { cutTo, inBytes, oneLine, plainText } from '../../domain/message-text.ts';
import type { ChannelFile, ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { sayingLeftOut } from './left-out.ts';
import { fitting } from './multipart.ts';
import { filesWithinMs, postBody, postJson } from './post-json.ts';

// Over 4,096 bytes a message becomes a file that is gone after three hours; a title over 1 kB is refused.
const mostOfMessage = 4000;
const mostOfTitle = 900;

/** ntfy.sh takes 15 MB. */
const mostOfFile = 10_000_000;
const mostOfAddress = 6000;

const priorities = { good: 3, notice: 3, warning: 4, failure: 5 } as const;
const tags = {
  good: 'white_check_mark',
  notice: 'information_source',
  warning: 'warning',
  failure: 'rotating_light',
} as const;

/** JSON to the root of the server, which is safe for every sign; headers are not. */
export const sendNtfy: Send<'ntfy'> = async (message, { settings }, deps) => {
  const { server, topic, token } = settings;
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const request = { headers, secrets: token === undefined ? [] : [token] };
  const file = enclosed(message);
  if (file !== null) {
    const left = message.files.filter((one) => one !== file);
    const url = ntfyAddress(await sayingLeftOut(message, left), server, topic, file);
    const result = await postBody(
      url,
      file.content,
      { ...request, headers: { ...headers, 'content-type': file.mediaType }, withinMs: filesWithinMs },
      deps,
    );
    // Many servers keep no files.
    if (result.state !== 'refused') return result;
  }
  return postJson(server, ntfyBody(await sayingLeftOut(message), topic), request, deps);
};

/** One file is all that a message can have: the picture, because the end of the log stands in the text. */
function enclosed({ files }: ChannelMessage): ChannelFile | null {
  const small = fitting(files, mostOfFile);
  return small.find(({ mediaType }) => mediaType.startsWith('image/')) ?? small[0] ?? null;
}

/** Where a file is put, with its message: here all of it stands in the address, which servers in between take up to 8 kB of. */
export function ntfyAddress(message: ChannelMessage, server: string, topic: string, { name }: ChannelFile): string {
  const body = ntfyBody(message, topic);
  const room = mostOfAddress - encoded(body.title) - encoded(name) - encoded(body.click ?? '');
  const target = new URL(`${server.replace(/\/+$/, '')}/${topic}`);
  const text = plainText({ ...message, link: null }, Math.max(200, room), encoded);
  const given = {
    title: body.title,
    message: text,
    filename: name,
    priority: String(body.priority),
    tags: body.tags.join(','),
    ...(body.click === undefined ? {} : { click: body.click }),
  };
  for (const [key, value] of Object.entries(given)) target.searchParams.set(key, value);
  return target.href;
}

const encoded = (text: string): number => encodeURIComponent(text.toWellFormed()).length;

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
    click: link?.url,
  };
}
