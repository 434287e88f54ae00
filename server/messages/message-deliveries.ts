import type { MessageRule } from '../../contract/message-rules.ts';
import { said } from '../../contract/translatable.ts';
import { onlyEvent } from '../domain/message-content.ts';
import { loudFrom, nextMessageTry } from '../domain/message-rules.ts';
import type { MessageChange, StoredMessage } from '../store/message-store.ts';
import type { ChannelMessage, ChannelResult } from './channel-message.ts';
import type { KnownChannel, MessageDeps } from './message-deps.ts';
import { messageText, type Enclosed } from './texts/message-text.ts';

/** One at a time through each channel: some services count what comes within a second. */
const atOnce = 16;
const lookedAt = 50;
const lookAgainMs = 60_000;
/** The longest that a try may take, whatever its channel does. */
const mostMs = 90_000;
/** Of a burst, the logs of so many failures go along. */
const mostLogs = 3;

interface Sending {
  readonly deps: MessageDeps;
  readonly rules: () => readonly MessageRule[];
  /** By channel. */
  readonly underWay: Map<string, Promise<void>>;
  readonly stopping: AbortController;
  readonly look: () => void;
  /** Deliveries that a person asked to be sent again: neither quiet hours nor the end of their rule holds them. */
  readonly askedAgain: Set<string>;
}

export interface MessageDeliveries {
  /** Sends what is due soon. */
  readonly look: () => void;
  /** Sends a delivery as soon as its channel is free, whatever its rule says now. */
  readonly again: (id: string) => Promise<void>;
  /** Runs the work after all earlier work on messages. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is being looked at or sent. */
  readonly quiet: () => Promise<void>;
  readonly stop: () => Promise<void>;
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
  const stopping = new AbortController();
  const sending: Sending = { deps, rules, underWay: new Map(), stopping, look, askedAgain: new Set() };
  let cancelTimer = (): void => {};
  let isAsked = false;
  let keeping: Promise<unknown> = Promise.resolve();
  const isStopped = () => stopping.signal.aborted;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = keeping.then(work);
    keeping = done.catch(() => {});
    return done;
  }

  async function pump(): Promise<void> {
    isAsked = false;
    cancelTimer();
    if (isStopped()) return;
    await before(stopping.signal);
    await sendDue(sending);
    if (isStopped()) return;
    const now = clock.now();
    const next = await store.messages.next(now);
    cancelTimer();
    // The wall clock may jump, so the timer is short.
    const waitMs = next === null ? lookAgainMs : next - now;
    cancelTimer = clock.after(Math.min(lookAgainMs, Math.max(50, waitMs)), look);
  }

  function look(): void {
    if (isAsked || isStopped()) return;
    isAsked = true;
    inTurn(pump).catch((error: unknown) => {
      log.error('messages could not be looked at; it is tried again', { error });
      cancelTimer();
      if (!isStopped()) cancelTimer = clock.after(lookAgainMs, look);
    });
  }

  return {
    look,
    async again(id) {
      const change = {
        state: 'waiting',
        attempts: 0,
        nextAt: clock.now(),
        lastError: null,
        deliveredAt: null,
      } as const;
      sending.askedAgain.add(id);
      await inTurn(() => store.messages.update(id, change));
      look();
    },
    inTurn,
    async quiet() {
      for (let seen: unknown = null; seen !== keeping;) {
        seen = keeping;
        await keeping;
        await Promise.all(sending.underWay.values());
      }
    },
    async stop() {
      stopping.abort();
      cancelTimer();
      await keeping;
      await Promise.all(sending.underWay.values());
    },
  };
}

async function sendDue(sending: Sending): Promise<void> {
  const { deps, underWay, stopping } = sending;
  for (;;) {
    const due = await deps.store.messages.due(deps.clock.now(), lookedAt, [...underWay.keys()]);
    let taken = 0;
    for (const delivery of due) {
      if (underWay.size >= atOnce || stopping.signal.aborted) return;
      if (underWay.has(delivery.channel)) continue;
      if (await take(sending, delivery)) taken += 1;
    }
    // A page of deliveries for channels that are all in use: others may stand behind it.
    if (due.length < lookedAt || taken === 0) return;
  }
}

/** Begins a delivery, or puts it off; false if neither could be written. */
async function take(sending: Sending, delivery: StoredMessage): Promise<boolean> {
  const { deps, underWay, look } = sending;
  const now = deps.clock.now();
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
  const done = deliver(sending, delivery, rule ?? { withLog: false, withScreenshot: false })
    .catch((error: unknown) => deps.log.error('a message could not be delivered', { id: delivery.id, error }))
    .finally(() => {
      underWay.delete(delivery.channel);
      look();
    });
  underWay.set(delivery.channel, done);
  return true;
}

type Wishes = Pick<MessageRule, 'withLog' | 'withScreenshot'>;

async function deliver(sending: Sending, delivery: StoredMessage, rule: Wishes): Promise<void> {
  const { deps, stopping } = sending;
  const known = deps.channels().find(({ id }) => id === delivery.channel);
  const channel: KnownChannel = known ?? { id: delivery.channel, title: delivery.channel, language: 'en' };
  const result = await sendOnce(sending, channel, await messageOf(deps, delivery, rule, channel));
  // Stopped meanwhile: it is still due, and is sent again after the next start.
  if (stopping.signal.aborted && result.state !== 'delivered') return;
  const change = after(delivery, result, deps.clock.now());
  await deps.store.messages.update(delivery.id, change);
  if (change.state !== 'waiting') deps.broken(channel, change.state === 'delivered' ? null : change.lastError);
  deps.changed();
}

async function sendOnce(
  { deps, stopping }: Sending,
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
    stopping.signal.addEventListener('abort', () => resolve(gaveNoAnswer), { once: true });
  });
  try {
    return await Promise.race([
      deps.send(channel.id, message, AbortSignal.any([limit.signal, stopping.signal])),
      tooLong,
    ]);
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
