import type { MessageContent } from '../../../contract/message-rules.ts';
import type { Outcome } from '../../../contract/run.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { ChannelMessage } from '../channel-message.ts';
import { linkTo, nameOf, type TextPlace } from './event-text.ts';
import type { Speaker } from './speaker.ts';

type Content = Extract<MessageContent, { kind: 'digest' }>;

const ran: readonly Outcome[] = ['succeeded', 'failed', 'timed-out', 'interrupted', 'cancelled'];
const failed: readonly Outcome[] = ['failed', 'timed-out', 'interrupted'];
const absent: readonly Outcome[] = ['missed', 'blocked', 'expired'];

/** The summary of a day. */
export function digestText(
  content: Content,
  speaker: Speaker,
  place: TextPlace,
): Pick<ChannelMessage, 'title' | 'lines' | 'facts' | 'link' | 'severity'> {
  const { say, time, reason, number } = speaker;
  const of = (wanted: readonly Outcome[]) => wanted.reduce((all, one) => all + (content.outcomes[one] ?? 0), 0);
  const figures = { ran: of(ran), failed: of(failed), absent: of(absent) };
  const facts: (readonly [Translatable, number])[] = [
    [said`Ran`, figures.ran],
    [said`Succeeded`, content.outcomes.succeeded ?? 0],
    [said`Failed`, figures.failed],
    [said`Cancelled`, content.outcomes.cancelled ?? 0],
    [said`Did not run`, figures.absent],
  ];
  return {
    severity: figures.failed + figures.absent > 0 ? 'warning' : 'good',
    title: say(headOf(speaker.day(content.to), figures)),
    lines: [
      say(said`From ${time(content.from)} to ${time(content.to)}.`),
      ...content.troubled.map((one) => say(troubleOf(place.titleOf(one.process), one))),
      ...(content.failures.length > 0 ? [say(said`The last failures:`)] : []),
      ...content.failures.map(({ at, run }) =>
        run === null ? '' : `${time(at)} · ${nameOf(run, place)}. ${run.reason ? reason(run.reason) : ''}`.trim(),
      ),
    ],
    facts: [
      ...facts
        .filter(([, count], index) => index === 0 || count > 0)
        .map(([name, count]) => ({ name: say(name), value: number(count) })),
      { name: say(said`Computer`), value: place.worker },
    ],
    link: linkTo('#/overview', said`Open Rota`, { speaker, place }),
  };
}

function headOf(day: string, { ran: all, failed: bad, absent: gone }: { ran: number; failed: number; absent: number }) {
  if (all + gone === 0) return said`Summary of ${day}: nothing ran`;
  if (bad + gone === 0) return said`Summary of ${day}: ${all} runs, none failed`;
  if (gone === 0) return said`Summary of ${day}: ${bad} of ${all} runs failed`;
  if (bad === 0) return said`Summary of ${day}: ${all} runs, ${gone} did not take place`;
  return said`Summary of ${day}: ${bad} of ${all} runs failed, ${gone} did not take place`;
}

function troubleOf(process: string, { failed: bad, didNotRun }: { failed: number; didNotRun: number }): Translatable {
  if (didNotRun === 0) return said`${process}: ${bad} failed`;
  if (bad === 0) return said`${process}: ${didNotRun} did not run`;
  return said`${process}: ${bad} failed, ${didNotRun} did not run`;
}
