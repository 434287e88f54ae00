import { cutTo, oneLine, plainText } from '../../domain/message-text.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { HttpAnswer } from '../careful-request.ts';
import type { Send } from './channel-deps.ts';
import { inMarkdown } from './markdown-text.ts';
import { postJson } from './post-json.ts';

// An embed: title 256, description 4,096, at most 25 fields of 256 and 1,024, and 6,000 signs in all. One over it is 400 (code 50035).
const mostOfTitle = 250;
const mostOfDescription = 3000;
const mostFields = 12;
const mostOfName = 60;
const mostOfValue = 150;

const colours = { good: 0x2e7d32, notice: 0x1565c0, warning: 0xb26a00, failure: 0xc62828 } as const;

export const sendDiscord: Send<'discord'> = (message, { settings }, deps) =>
  postJson(settings.url, discordBody(message), { secrets: [settings.url], pauseOf: discordPause }, deps);

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
