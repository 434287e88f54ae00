import { cutParagraphs, cutTo, inJsonBytes, oneLine } from '../../domain/message-text.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { postJson } from './post-json.ts';

/**
 * Microsoft counts about 28 kB after it has unpacked the card, which made 24.4 kB of ours 28.9 kB; what is refused is only seen in
 * the flow's run history. So the JSON stays under 18 kB.
 */
const mostBytes = 18_000;
const mostOfLines = 11_000;
const mostFacts = 12;

const colours = { good: 'Good', notice: 'Accent', warning: 'Warning', failure: 'Attention' } as const;

/** An Adaptive Card through a Teams workflow. A 2xx only means that Microsoft took it. */
export const sendTeams: Send<'teams'> = (message, { settings }, deps) =>
  postJson(settings.url, teamsBody(message), { secrets: [settings.url] }, deps);

/** Flows made from Microsoft's template need `attachments`. Text in a RichTextBlock is shown as it is: no Markdown. */
export function teamsBody(message: ChannelMessage) {
  const { title, link, severity } = message;
  const rich = (text: string, style: object = {}) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, ...style }],
  });
  const bodyWith = (mostBytesOfLines: number) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: cutTo(title, 200),
          msteams: { width: 'Full' },
          body: [
            rich(cutTo(title, 200), { weight: 'Bolder', size: 'Medium', color: colours[severity] }),
            ...cutParagraphs(message.lines, mostBytesOfLines, inJsonBytes).map((line) => rich(line)),
            ...factSet(message),
          ],
          ...(link === null ? {} : { actions: [{ type: 'Action.OpenUrl', title: link.label, url: link.url }] }),
        },
      },
    ],
  });
  // Many short paragraphs weigh more by their frames than by their text.
  let room = mostOfLines;
  let body = bodyWith(room);
  while (room > 200 && Buffer.byteLength(JSON.stringify(body)) > mostBytes) {
    room = Math.floor(room / 2);
    body = bodyWith(room);
  }
  return body;
}

function factSet({ facts }: ChannelMessage): object[] {
  if (facts.length === 0) return [];
  const shown = facts.slice(0, mostFacts).map(({ name, value }) => ({
    title: withoutLinks(cutTo(oneLine(name), 60)),
    value: withoutLinks(cutTo(oneLine(value), 200)),
  }));
  return [{ type: 'FactSet', facts: shown }];
}

/** Facts are Markdown there: a value must not become a link. */
const withoutLinks = (text: string): string => text.replaceAll('](', ']\u200b(');
