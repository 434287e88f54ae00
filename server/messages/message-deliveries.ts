import type { MessageRule } from '../../contract/message-rules.ts';
import { said } from '../../contract/translatable.ts';
import { onlyEvent } from '../domain/message-content.ts';
import { loudFrom, nextMessageTry } from '../domain/message-rules.ts';
import type { MessageChange, StoredMessage } from '../store/message-store.ts';
import type { ChannelMessage, ChannelResult } from './channel-message.ts';
import { createDeliveryLoop, type DeliveryLoop } from './delivery-loop.ts';
import type { KnownChannel, MessageDeps } from './message-deps.ts';
import { messageText, type Enclosed } from './texts/message-text.ts';

/** One at a time through each channel: some services count what comes within a second. */
const atOnce = 16;
const lookedAt = 50;
/** The longest that a try may take, whatever its channel does. */
const mostMs = 90_000;
/** Longer than a try may take. */
const leaseMs = mostMs + 30_000;
/** Of a burst, the logs of so many failures go along. */
const mostLogs = 3;

interface Sending {
  readonly deps: MessageDeps;
  readonly rules: () => readonly MessageRule[];
  /** By channel. */
  readonly loop: DeliveryLoop<null>;
  /** Deliveries that a person asked to be sent again: neither quiet hours nor the end of their rule holds them. */
  readonly askedAgain: Set<string>;
}

export interface MessageDeliveries extends Pick<DeliveryLoop<null>, 'look' | 'inTurn' | 'quiet' | 'stop'> {
  /** Sends a delivery as soon as its channel is free, whatever its rule says now. */
  readonly again: (id: string) => Promise<void>;
}

/**
 * Sends due deliveries, again after a failure, and gives them up in the end. A channel that hangs or fails holds up only itself; nothing here
 * is waited for by runs.
 */
export function createMessageDeliveries(
  deps: MessageDeps,
  rules: Sending['rules'],
  before: (signal: AbortSignal) => Promise<void>,
): MessageDeliveries {
  const { clock, log, store } = deps;
  const askedAgain = new Set<string>();
  const loop = createDeliveryLoop<null>({
    clock,
    log,
    words: { all: 'messages could not be looked at', one: 'a message could not be delivered' },
    async fill(places) {
      await before(places.signal);
      // What comes due while others are taken is the next.
      const now = clock.now();
      await sendDue({ deps, rules, loop: places, askedAgain });
      return store.messages.next(now);
    },
  });
  return {
    ...loop,
    async again(id) {
      const change = {
        state: 'waiting',
        attempts: 0,
        nextAt: clock.now(),
        lastError: null,
        deliveredAt: null,
      } as const;
      askedAgain.add(id);
      await loop.inTurn(() => store.messages.update(id, change));
      loop.look();
    },
  };
}

async function sendDue(sending: Sending): Promise<void> {
  const { deps, loop } = sending;
  const { underWay, signal } = loop;
  for (;;) {
    const due = await deps.store.messages.due(deps.clock.now(), lookedAt, [...underWay.keys()]);
    let taken = 0;
    for (const delivery of due) {
      if (underWay.size >= atOnce || signal.aborted) return;
      if (underWay.has(delivery.channel)) continue;
      if (await take(sending, delivery)) taken += 1;
    }
    // A page of deliveries for channels that are all in use: others may stand behind it.
    if (due.length < lookedAt || taken === 0) return;
  }
}

/** Begins a delivery, or puts it off; false if neither could be written. */
async function take(sending: Sending, delivery: StoredMessage): Promise<boolean> {
  const { deps, loop } = sending;
  const now = deps.clock.now();
  // Another computer of the fleet may have it.
  if (!(await deps.store.messages.lease(delivery.id, now, leaseMs))) return false;
  const rule = sending.rules().find(({ id }) => id === delivery.rule);
  const isAskedAgain = sending.askedAgain.delete(delivery.id);
  if (!isAskedAgain && !rule?.enabled) {
    const problem = rule === undefined ? said`the rule was deleted` : said`the rule was switched off`;
    await deps.store.messages.update(delivery.id, {
      ...givenUp(delivery),
      attempts: delivery.attempts,
      lastError: problem,
    });
    deps.changed();
    return true;
  }
  const loud = isAskedAgain || rule === undefined ? now : loudFrom(rule, now, deps.quietOf(rule));
  if (loud > now) {
    await deps.store.messages.update(delivery.id, { ...delivery, nextAt: loud });
    return true;
  }
  if (!delivery.isClosed) await deps.store.messages.close(delivery.message, now);
  const wishes = rule ?? { withLog: false, withScreenshot: false };
  loop.take(delivery.channel, null, () => deliver(sending, delivery, wishes));
  return true;
}

type Wishes = Pick<MessageRule, 'withLog' | 'withScreenshot'>;

async function deliver(sending: Sending, delivery: StoredMessage, rule: Wishes): Promise<void> {
  const { deps } = sending;
  const known = deps.channels().find(({ id }) => id === delivery.channel);
  const channel: KnownChannel = known ?? { id: delivery.channel, title: delivery.channel, language: 'en' };
  const change = await sendLeased(sending, delivery, async () =>
    sendOnce(sending, channel, await messageOf(deps, delivery, rule, channel)),
  );
  if (change === null) return;
  if (change.state !== 'waiting') deps.broken(channel, change.state === 'delivered' ? null : change.lastError);
  deps.changed();
}

/** Sends it and keeps what became of it; null if Rota was stopped meanwhile: it is still due, and is sent again after the next start. */
async function sendLeased(
  { deps, loop }: Sending,
  delivery: StoredMessage,
  send: () => Promise<ChannelResult>,
): Promise<MessageChange | null> {
  let isStored = false;
  try {
    const result = await send();
    if (loop.signal.aborted && result.state !== 'delivered') return null;
    const change = after(delivery, result, deps.clock.now());
    await deps.store.messages.update(delivery.id, change);
    isStored = true;
    return change;
  } finally {
    if (!isStored) await deps.store.messages.release(delivery.id);
  }
}

async function sendOnce(
  { deps, loop }: Sending,
  channel: KnownChannel,
  message: ChannelMessage,
): Promise<ChannelResult> {
  const limit = new AbortController();
  const gaveNoAnswer: ChannelResult = {
    state: 'failed',
    problem: said`no answer within ${mostMs / 1000} s`,
    notBefore: null,
  };
  let cancel = (): void => {};
  const tooLong = new Promise<ChannelResult>((resolve) => {
    cancel = deps.clock.after(mostMs, () => {
      limit.abort();
      resolve(gaveNoAnswer);
    });
    loop.signal.addEventListener('abort', () => resolve(gaveNoAnswer), { once: true });
  });
  try {
    return await Promise.race([deps.send(channel.id, message, AbortSignal.any([limit.signal, loop.signal])), tooLong]);
  } finally {
    cancel();
  }
}

/** The message as its channel gets it. */
export async function messageOf(
  deps: MessageDeps,
  { id, content }: Pick<StoredMessage, 'id' | 'content'>,
  rule: Wishes,
  { language }: Pick<KnownChannel, 'language'>,
): Promise<ChannelMessage> {
  const only = onlyEvent(content);
  const wanted = { log: rule.withLog, screenshot: rule.withScreenshot };
  const named = content.kind === 'digest' ? [] : only === null ? content.events : [only];
  const worth = named.filter(({ event }) => only !== null || event === 'failed').slice(0, mostLogs);
  const all: Enclosed[] = [];
  for (const { run } of wanted.log || wanted.screenshot ? worth : []) {
    const stored = run === null ? null : await deps.store.runs.get(run.id);
    if (stored !== null && stored.attempt > 0) all.push(await deps.enclosedOf(stored, wanted, language));
  }
  const enclosed = {
    files: all.flatMap(({ files }) => files),
    lastLines: only === null ? [] : (all[0]?.lastLines ?? []),
  };
  return messageText(id, content, { language, zone: deps.zone(), place: deps.place(), enclosed });
}

function after(delivery: StoredMessage, result: ChannelResult, now: number): MessageChange {
  const attempts = delivery.attempts + 1;
  switch (result.state) {
    case 'delivered':
      return { state: 'delivered', attempts, nextAt: null, lastError: null, deliveredAt: now };
    case 'refused':
      return { ...givenUp(delivery), attempts, lastError: result.problem };
    case 'failed': {
      const nextAt = nextMessageTry(attempts, now, result.notBefore);
      if (nextAt === null) return { ...givenUp(delivery), attempts, lastError: result.problem };
      return { state: 'waiting', attempts, nextAt, lastError: result.problem, deliveredAt: null };
    }
  }
}

const givenUp = ({ attempts }: StoredMessage): MessageChange => ({
  state: 'given-up',
  attempts,
  nextAt: null,
  lastError: null,
  deliveredAt: null,
});
