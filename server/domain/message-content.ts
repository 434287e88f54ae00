import type { MessageContent, MessageEvent, ToldEvent } from '../../contract/message-rules.ts';
import type { Outcome } from '../../contract/run.ts';

type Events = Extract<MessageContent, { kind: 'events' }>;
type Digest = Extract<MessageContent, { kind: 'digest' }>;

/** What a message names one by one; of the others it has the counts. */
const mostEvents = 20;
const mostProcesses = 50;
const mostTroubled = 20;

const none: Events = { kind: 'events', counts: {}, processes: {}, events: [], from: Infinity, to: -Infinity };

/** A message with one more event; `before` null: a new one. */
export function withEvent(before: Events | null, told: ToldEvent): Events {
  const { counts, processes, events, from, to } = before ?? none;
  return {
    kind: 'events',
    counts: { ...counts, [told.event]: (counts[told.event] ?? 0) + 1 },
    processes: told.run === null ? processes : counted(processes, told.run.process),
    events: events.length < mostEvents ? [...events, told] : events,
    from: Math.min(from, told.at),
    to: Math.max(to, told.at),
  };
}

function counted(processes: Events['processes'], name: string): Events['processes'] {
  const before = Object.hasOwn(processes, name) ? (processes[name] ?? 0) : 0;
  if (before === 0 && Object.keys(processes).length >= mostProcesses) return processes;
  return { ...processes, [name]: before + 1 };
}

export const countOf = ({ counts }: Pick<Events, 'counts'>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

/** The only event of a message; null if it tells of several, or of a day. */
export function onlyEvent(content: MessageContent): ToldEvent | null {
  if (content.kind === 'digest' || countOf(content) !== 1) return null;
  return content.events[0] ?? null;
}

/** The counts by event; none of a summary. */
export const countsOf = (content: MessageContent): Partial<Record<MessageEvent, number>> =>
  content.kind === 'events' ? content.counts : {};

/** A summary of a day from the outcomes of each process. */
export function digestOf(
  { from, to }: { readonly from: number; readonly to: number },
  outcomesByProcess: ReadonlyMap<string, ReadonlyMap<Outcome, number>>,
  failures: readonly ToldEvent[],
): Digest {
  const outcomes: Partial<Record<Outcome, number>> = {};
  const troubled: Digest['troubled'] = [];
  for (const [process, byOutcome] of outcomesByProcess) {
    const of = (...wanted: Outcome[]) => wanted.reduce((all, one) => all + (byOutcome.get(one) ?? 0), 0);
    for (const [outcome, count] of byOutcome) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
    const failed = of('failed', 'timed-out', 'interrupted');
    const didNotRun = of('missed', 'blocked', 'expired');
    if (failed + didNotRun > 0) troubled.push({ process, failed, didNotRun });
  }
  troubled.sort((one, other) => other.failed - one.failed || other.didNotRun - one.didNotRun);
  return { kind: 'digest', from, to, outcomes, troubled: troubled.slice(0, mostTroubled), failures: [...failures] };
}
