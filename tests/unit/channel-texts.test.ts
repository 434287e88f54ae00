import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutParagraphs, cutTo, inBytes, lastBytes, plainText } from '../../server/domain/message-text.ts';
import type { ChannelMessage } from '../../server/messages/channel-message.ts';
import { discordBody } from '../../server/messages/channels/discord.ts';
import { googleChatBody } from '../../server/messages/channels/google-chat.ts';
import { gotifyBody } from '../../server/messages/channels/gotify.ts';
import { mattermostBody } from '../../server/messages/channels/mattermost.ts';
import { ntfyBody } from '../../server/messages/channels/ntfy.ts';
import { slackBody } from '../../server/messages/channels/slack.ts';
import { teamsBody } from '../../server/messages/channels/teams.ts';
import { telegramBody } from '../../server/messages/channels/telegram.ts';
import { withoutSecrets } from '../../server/messages/channels/post-json.ts';
import { message } from '../support/channels.ts';

/** Far too long in every way, of signs that are long in every unit. */
const long: ChannelMessage = {
  ...message,
  title: '“Ş” 🤖 '.repeat(40),
  lines: [...Array.from({ length: 100 }, () => '🤖"ş\\*_'.repeat(60)), 'x'.repeat(50_000)],
  facts: Array.from({ length: 60 }, (_, at) => ({ name: `ad ${at} `.repeat(20), value: 'değer*_ '.repeat(200) })),
};
const bytesOf = (body: unknown) => Buffer.byteLength(JSON.stringify(body));
const isWhole = (body: unknown) => JSON.stringify(body).isWellFormed() && !JSON.stringify(body).includes('\\ud');

test('what is too long is cut at its end, never in the middle of a sign', () => {
  assert.equal(cutTo('🤖🤖🤖', 5), '🤖🤖…');
  assert.equal(cutTo('şşşş', 6, inBytes), 'ş…');
  assert.equal(cutTo('abc', 3), 'abc');
  assert.equal(cutTo('abc', 0), '');
  assert.deepEqual(cutParagraphs(['one', 'two', 'three'], 7), ['one', 't…']);
  assert.equal(Buffer.from(lastBytes(Buffer.from('aşşş'), 3)).toString(), 'ş');
});

test('a message that is cut keeps its link', () => {
  const text = plainText(long, 1000);
  assert.ok(text.length <= 1000 && text.length > 800);
  assert.ok(text.endsWith('Çalıştırmayı aç: http://192.168.1.20:8484/#/runs/r1'));
});

test('no service is sent more than it takes', () => {
  const teams = teamsBody(long);
  assert.ok(bytesOf(teams) <= 18_000, `Teams: ${bytesOf(teams)}`);
  const slack = slackBody(long);
  const texts = slack.blocks.map(({ text }) => text.text.length);
  assert.ok(texts.length <= 50 && Math.max(...texts) <= 3000);
  assert.ok(texts.reduce((sum, one) => sum + one, 0) <= 10_000);
  assert.ok(slack.blocks[0]!.text.text.length <= 150);
  assert.ok(mattermostBody(long).text.length <= 16_383);
  const [embed] = discordBody(long).embeds;
  const fields = embed!.fields.map(({ name, value }) => ({ name: name.length, value: value.length }));
  assert.ok(embed!.title.length <= 256 && embed!.description.length <= 4096 && fields.length <= 25);
  assert.ok(fields.every(({ name, value }) => name > 0 && name <= 256 && value > 0 && value <= 1024));
  const all =
    embed!.title.length + embed!.description.length + fields.reduce((sum, { name, value }) => sum + name + value, 0);
  assert.ok(all <= 6000, `Discord: ${all}`);
  assert.ok(bytesOf(googleChatBody(long)) <= 32_000);
  assert.ok(telegramBody(long, '1').text.length <= 4096);
  const ntfy = ntfyBody(long, 't');
  assert.ok(inBytes(ntfy.message) <= 4096 && inBytes(ntfy.title) <= 1024);
  for (const body of [teams, slack, mattermostBody(long), embed, googleChatBody(long), telegramBody(long, '1'), ntfy])
    assert.ok(isWhole(body));
});

test('a message of one line is whole everywhere', () => {
  const short: ChannelMessage = { ...message, title: 'Kısa', lines: [], facts: [], link: null };
  assert.equal(ntfyBody(short, 't').message, 'Kısa');
  assert.equal(gotifyBody(short).message, 'Kısa');
  assert.equal(telegramBody(short, '@rota').text, '❌ Kısa');
  assert.equal(googleChatBody(short).cardsV2[0]!.card.sections[0]!.widgets.length, 1);
  assert.equal(JSON.stringify(teamsBody(short)).includes('actions'), false);
});

test('what a robot printed calls nobody and makes no link', () => {
  const mattermost = mattermostBody(message).text;
  assert.doesNotMatch(mattermost, /@channel|[^\\]\]\(http:\/\/example/);
  assert.match(mattermost, /\[Çalıştırmayı aç\]\(http:\/\/192\.168\.1\.20:8484\/#\/runs\/r1\)$/);
  const discord = discordBody(message);
  assert.deepEqual(discord.allowed_mentions, { parse: [] });
  assert.match(discord.embeds[0]!.description, /\\\[portal\\\]\\\(http/);
  const slack = JSON.stringify(
    slackBody({ ...message, title: '<!channel> & co', link: { label: 'a|b>', url: 'http://x.test/?a=1&b=2' } }),
  );
  assert.match(slack, /&lt;!channel&gt; &amp; co/);
  assert.match(slack, /<http:\/\/x\.test\/\?a=1&amp;b=2\|a\|b&gt;>/);
  assert.doesNotMatch(googleChatBody({ ...message, title: '<users/all> *x*' }).text, /[<>*]/);
  assert.deepEqual(telegramBody(message, '1').entities, [
    { type: 'bold', offset: 0, length: `❌ ${message.title}`.length },
  ]);
  assert.equal('parse_mode' in telegramBody(message, '1'), false);
});

test('a Teams card is of the version that Teams shows, in attachments', () => {
  const { type, attachments } = teamsBody(message);
  assert.equal(type, 'message');
  const { contentType, content } = attachments[0]!;
  assert.deepEqual([contentType, content.version], ['application/vnd.microsoft.card.adaptive', '1.4']);
});

test('failures are loud and no Gotify message is without a priority', () => {
  assert.deepEqual(
    (['good', 'notice', 'warning', 'failure'] as const).map(
      (severity) => gotifyBody({ ...message, severity }).priority,
    ),
    [5, 5, 5, 8],
  );
});

test('no part of a secret address is shown', () => {
  const url = 'https://host.test/hooks/abcdefgh/T12345?sig=zyxwvuts&sp=%2Ftrig';
  const shown = withoutSecrets(`cannot POST ${new URL(url).pathname} with sig zyxwvuts and abcdefgh`, [url]);
  assert.equal(shown, 'cannot POST •••• with sig •••• and ••••');
});
