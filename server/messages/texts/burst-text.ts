import { messageEvents, type MessageContent, type MessageEvent } from '../../../contract/message-rules.ts';
import { joined, said, type Fact, type Translatable } from '../../../contract/translatable.ts';
import { countOf } from '../../domain/message-content.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { linkTo, severityOf, titleOf, type TextPlace } from './event-text.ts';
import type { Speaker } from './speaker.ts';

type Content = Extract<MessageContent, { kind: 'events' }>;

/** What is named one by one; the rest is counted. */
const mostNamed = 10;
const rankOf = ['failure', 'warning', 'notice', 'good'] as const;

/** A message about several events, with counts. */
export function burstText(
  content: Content,
  speaker: Speaker,
  place: TextPlace,
): Pick<ChannelMessage, 'title' | 'lines' | 'facts' | 'link' | 'severity'> {
  const { say, time, reason, number } = speaker;
  const present = messageEvents.filter((event) => (content.counts[event] ?? 0) > 0);
  const severities = present.map(severityOf);
  const named = content.events.slice(0, mostNamed);
  const left = countOf(content) - named.length;
  const lines = named.map((told) => {
    const because = told.run?.reason && told.event !== 'succeeded' ? ` ${reason(told.run.reason)}` : '';
    return `${time(told.at)} · ${say(titleOf(told, place))}.${because}`;
  });
  return {
    severity: rankOf.find((rank) => severities.includes(rank)) ?? 'notice',
    title: say({
      words: '{0}',
      facts: [
        joined(
          present.map((event) => counted(event, content.counts[event] ?? 0)),
          comma,
        ),
      ],
    }),
    lines: [
      say(said`From ${time(content.from)} to ${time(content.to)}:`),
      ...lines,
      ...(left > 0 ? [say(left === 1 ? said`and one more` : said`and ${left} more`)] : []),
    ],
    facts: [
      ...Object.entries(content.processes)
        .sort(([, one], [, other]) => other - one)
        .slice(0, mostNamed)
        .map(([process, count]) => ({ name: place.titleOf(process), value: number(count) })),
      { name: say(said`Computer`), value: place.worker },
    ],
    link: linkTo(listOf(present), said`Open the runs`, { speaker, place }),
  };
}

const comma = (one: Fact, other: Fact): Translatable => said`${one}, ${other}`;

/** `3 runs failed` */
export function counted(event: MessageEvent, count: number): Translatable {
  const isOne = count === 1;
  switch (event) {
    case 'failed':
      return isOne ? said`1 run failed` : said`${count} runs failed`;
    case 'recovered':
      return isOne ? said`1 works again` : said`${count} work again`;
    case 'missed':
      return isOne ? said`1 run did not take place` : said`${count} runs did not take place`;
    case 'late':
      return isOne ? said`1 run is late` : said`${count} runs are late`;
    case 'longer-than-usual':
      return isOne ? said`1 run takes longer than usual` : said`${count} runs take longer than usual`;
    case 'waits-for-desktop':
      return isOne ? said`1 run waits for the desktop` : said`${count} runs wait for the desktop`;
    case 'disk-nearly-full':
      return said`the disk is nearly full`;
    case 'worker-away':
      return isOne ? said`1 computer is away` : said`${count} computers are away`;
    case 'backup-failed':
      return isOne ? said`1 backup failed` : said`${count} backups failed`;
    case 'started':
      return isOne ? said`1 run has started` : said`${count} runs have started`;
    case 'succeeded':
      return isOne ? said`1 run succeeded` : said`${count} runs succeeded`;
  }
}

function listOf(present: readonly MessageEvent[]): string {
  const [only, ...others] = present;
  if (others.length > 0) return '#/runs';
  if (only === 'failed') return '#/runs?result=failed';
  return only === 'missed' ? '#/runs?result=missed' : '#/runs';
}
