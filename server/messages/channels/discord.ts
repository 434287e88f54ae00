import { cutTo, oneLine, plainText } from '../../domain/message-text.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { HttpAnswer } from '../careful-request.ts';
import type { Send } from './channel-deps.ts';
import { inMarkdown } from './markdown-text.ts';
import { sayingLeftOut } from './left-out.ts';
import { fitting, multipart } from './multipart.ts';
import { filesWithinMs, postBody, postJson } from './post-json.ts';

// An embed: title 256, description 4,096, at most 25 fields of 256 and 1,024, and 6,000 signs in all. One over it is 400 (code 50035).
const mostOfTitle = 250;
const mostOfDescription = 3000;
const mostFields = 12;
const mostOfName = 60;
const mostOfValue = 150;

const colours = { good: 0x2e7d32, notice: 0x1565c0, warning: 0xb26a00, failure: 0xc62828 } as const;

/** A webhook once took 8 MB in all, a server without boosts now takes 10. */
const mostOfFiles = 7_500_000;
const mostFiles = 10;

/** An embed, with the log and pictures as files of the same message. */
export const sendDiscord: Send<'discord'> = async (message, { settings }, deps) => {
  const { url } = settings;
  const files = fitting(message.files, mostOfFiles).slice(0, mostFiles);
  const request = { secrets: [url], pauseOf: discordPause };
  const left = message.files.filter((file) => !files.includes(file));
  const plain = (given: ChannelMessage) => postJson(url, discordBody(given), request, deps);
  if (files.length === 0) return plain(await sayingLeftOut(message));
  const { body, contentType } = multipart([
    { name: 'payload_json', content: JSON.stringify(discordBody(await sayingLeftOut(message, left))) },
    ...files.map((content, index) => ({ name: `files[${index}]`, content })),
  ]);
  let isTooLarge = false;
  const headers = { 'content-type': contentType };
  const onAnswer = ({ status }: HttpAnswer) => void (isTooLarge = status === 413);
  const result = await postBody(url, body, { ...request, headers, onAnswer, withinMs: filesWithinMs }, deps);
  // Hearing of the failure matters more than its log.
  return isTooLarge ? plain(await sayingLeftOut(message)) : result;
};

export function discordBody(message: ChannelMessage) {
  const { title, lines, facts, link, severity } = message;
  const lengthOf = (text: string) => inMarkdown(text).length;
  const description = plainText({ title, lines, facts: [], link: null }, mostOfDescription, lengthOf);
  return {
    embeds: [
      {
        title: cutTo(oneLine(title), mostOfTitle, lengthOf),
        description: inMarkdown(description),
        color: colours[severity],
        fields: facts.slice(0, mostFields).map(({ name, value }) => ({
          name: orDash(cutTo(oneLine(name), mostOfName)),
          value: orDash(inMarkdown(cutTo(oneLine(value), mostOfValue, lengthOf))),
          inline: value.length <= 40,
        })),
        ...(link === null ? {} : { url: link.url }),
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

/** Fields must not be empty. */
const orDash = (text: string): string => (text === '' ? '–' : text);

/** The body of a 429 has `retry_after` in seconds, with a fraction. */
export function discordPause({ status, body }: HttpAnswer, now: number): number | null {
  if (status !== 429) return null;
  try {
    const given: unknown = JSON.parse(body);
    const seconds = typeof given === 'object' && given !== null && 'retry_after' in given ? given.retry_after : null;
    return typeof seconds === 'number' && seconds >= 0 ? now + Math.ceil(seconds * 1000) : null;
  } catch {
    return null;
  }
}
