import { cutParagraphs, cutTo, factLines, oneLine } from '../../domain/message-text.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { postJson } from './post-json.ts';

/**
 * 3,000 signs a section and 50 blocks are documented; about 13,200 signs over all blocks are not (`msg_blocks_too_long`), so the whole
 * stays under 10,000.
 */
const mostOfLines = 8000;
const mostOfSection = 3000;
const mostLines = 40;
const mostOfHeader = 150;

const marks = { good: '✅', notice: 'ℹ️', warning: '⚠️', failure: '❌' } as const;

/** Blocks through an incoming webhook. */
export const sendSlack: Send<'slack'> = (message, { settings }, deps) =>
  postJson(settings.url, slackBody(message), { secrets: [settings.url] }, deps);

/** Text is `plain_text`, where nothing is a mention or a link; only the link of ours is `mrkdwn`. */
export function slackBody(message: ChannelMessage) {
  const { title, link, severity } = message;
  const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
  const shown = `${marks[severity]} ${oneLine(title)}`;
  const lines = cutParagraphs(message.lines, mostOfLines).slice(0, mostLines);
  const sections = lines.map((line) => ({ type: 'section', text: plain(cutTo(line, mostOfSection)) }));
  const facts = cutTo(factLines(message.facts), 1500);
  return {
    // For notifications and screen readers.
    text: escaped(cutTo(shown, 300)),
    blocks: [
      { type: 'header', text: plain(cutTo(shown, mostOfHeader)) },
      ...sections,
      ...(facts === '' ? [] : [{ type: 'section', text: plain(facts) }]),
      ...(link === null
        ? []
        : [{ type: 'section', text: { type: 'mrkdwn', text: `<${escaped(link.url)}|${escaped(link.label)}>` } }]),
    ],
  };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
