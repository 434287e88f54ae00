import { cutParagraphs, cutTo, oneLine } from '../../domain/message-text.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { inMarkdown } from './markdown-text.ts';
import { postJson } from './post-json.ts';

/** 16,383 signs are the limit of a post's text. Attachments once had a smaller one of their own, so `text` is used. */
const mostSigns = 15_000;
const mostFacts = 30;

const marks = {
  good: ':white_check_mark:',
  notice: ':information_source:',
  warning: ':warning:',
  failure: ':x:',
} as const;

export const sendMattermost: Send<'mattermost'> = (message, { settings }, deps) =>
  postJson(settings.url, mattermostBody(message), { secrets: [settings.url] }, deps);

export function mattermostBody(message: ChannelMessage) {
  const { title, facts, link, severity } = message;
  const head = `#### ${marks[severity]} ${inMarkdown(cutTo(oneLine(title), 200))}`;
  const rows = facts
    .slice(0, mostFacts)
    .map(({ name, value }) => `| ${cell(name, 60)} | ${cell(value, 200)} |`)
    .join('\n');
  const table = rows === '' ? '' : `| | |\n|---|---|\n${rows}`;
  const tail =
    link === null
      ? ''
      : `[${inMarkdown(cutTo(oneLine(link.label), 100))}](${new URL(link.url).href.replaceAll(')', '%29')})`;
  const lengthOf = (text: string) => inMarkdown(text).length;
  const lines = cutParagraphs(message.lines, mostSigns - head.length - table.length - tail.length, lengthOf);
  return { text: [head, ...lines.map(inMarkdown), table, tail].filter((part) => part !== '').join('\n\n') };
}

const cell = (text: string, most: number): string => inMarkdown(cutTo(oneLine(text), most));
