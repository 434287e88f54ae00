import { pause, type Clock } from '../../clock.ts';
import { cutParagraphs, cutTo, oneLine } from '../../domain/message-text.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { postJson } from './post-json.ts';

/** A message may have 32,000 bytes in all; a paragraph of a card is shown whole up to a few thousand signs. */
const mostOfLines = 8000;
const mostLines = 40;
const mostFacts = 20;
const pauseMs = 1000;

/** A space takes about one message a second, from all apps together. */
export function createGoogleChat(clock: Clock): Send<'googleChat'> {
  const nextAt = new Map<string, number>();
  return async (message, { settings }, deps) => {
    const space = new URL(settings.url).pathname;
    const now = clock.monotonic();
    const at = Math.max(now, nextAt.get(space) ?? 0);
    nextAt.set(space, at + pauseMs);
    if (at > now) await pause(clock, at - now, deps.signal);
    return postJson(settings.url, googleChatBody(message), { secrets: [settings.url] }, deps);
  };
}

/** A card: its paragraphs are a small HTML, in which everything is escaped. */
export function googleChatBody(message: ChannelMessage) {
  const { title, facts, link } = message;
  const lengthOf = (text: string) => new TextEncoder().encode(inHtml(text)).length;
  const lines = cutParagraphs(message.lines, mostOfLines, lengthOf).slice(0, mostLines);
  const shown = cutTo(oneLine(title), 200);
  const widgets = [
    ...lines.map((line) => ({ textParagraph: { text: inHtml(line) } })),
    ...facts.slice(0, mostFacts).map(({ name, value }) => ({
      decoratedText: {
        topLabel: cutTo(oneLine(name), 60),
        text: inHtml(cutTo(oneLine(value), 300)),
        wrapText: true,
      },
    })),
    ...(link === null
      ? []
      : [{ buttonList: { buttons: [{ text: link.label, onClick: { openLink: { url: link.url } } }] } }]),
  ];
  return {
    // For the notification; `<users/all>` would call everybody.
    text: shown.replace(/[<>*_~`]/g, ' '),
    cardsV2: [
      { cardId: message.id, card: { header: { title: shown }, sections: [{ widgets: orTitle(widgets, shown) }] } },
    ],
  };
}

/** A section must not be empty. */
const orTitle = (widgets: readonly object[], title: string): readonly object[] =>
  widgets.length > 0 ? widgets : [{ textParagraph: { text: inHtml(title) } }];

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
