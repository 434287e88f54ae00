import type { MessageContent, MessageDelivery, MessageEvent, ToldEvent } from '../../contract/message-rules.ts';
import type { Outcome } from '../../contract/run.ts';
import type { StoredRun } from './stored-run.ts';

type EventsContent = Extract<MessageContent, { kind: 'events' }>;

/** Something that happened, before the rules were asked. `ended` comes with the row of a run, `started` and `late` with its first start. */
export interface StoredEvent {
  readonly seq: number;
  readonly kind: 'ended' | MessageEvent;
  /** Only this rule asked for it; null: all rules are asked. */
  readonly rule: string | null;
  readonly run: string | null;
  readonly at: number;
  readonly facts: Pick<ToldEvent, 'usualMs' | 'freeBytes' | 'worker' | 'problem'> | null;
}

/** A message that others may still join. */
export interface OpenMessage {
  readonly seq: number;
  readonly content: EventsContent;
}

/** A message for each of these channels; `id` is that of its delivery. */
export interface NewMessage {
  readonly rule: string;
  readonly content: MessageContent;
  readonly at: number;
  readonly nextAt: number;
  readonly deliveries: readonly { readonly id: string; readonly channel: string }[];
}

/** A delivery with what it tells. */
export interface StoredMessage extends Omit<MessageDelivery, 'counts' | 'run' | 'kind'> {
  readonly message: number;
  readonly content: MessageContent;
  /** Its first delivery has begun: nothing joins it any more. */
  readonly isClosed: boolean;
}

export interface Settled {
  readonly mark: number;
  /** The numbers of the events. */
  readonly events: readonly number[];
  readonly made: readonly NewMessage[];
  readonly joined: readonly OpenMessage[];
}

export type MessageChange = Pick<MessageDelivery, 'state' | 'attempts' | 'nextAt' | 'lastError' | 'deliveredAt'>;

/** What people are to be told, and messages on their way. Each verb is a transaction. */
export interface MessageStore {
  /** Whether other computers work on the same messages. */
  readonly isShared: boolean;
  /** Only these are written with the runs from now on: outcomes, `started`, `late`. */
  setWanted(wanted: readonly string[]): Promise<void>;
  /** Adds an event, unless something with this key was told before; `once` null: always. False if it was. */
  addEvent(event: Omit<StoredEvent, 'seq'>, once: string | null): Promise<boolean>;
  /** Remembers or forgets a key. */
  setOnce(key: string, at: number | null): Promise<void>;
  wasToldOnce(key: string): Promise<boolean>;
  /** The oldest events. `mark` says how often anything was settled: what is read after it is of then, or newer. */
  events(limit: number): Promise<{ readonly mark: number; readonly events: StoredEvent[] }>;
  /** The messages of a rule that others may join, oldest first. */
  open(rule: string): Promise<OpenMessage[]>;
  /** When the last message about events of a rule went out; null if none did. */
  lastSentAt(rule: string): Promise<number | null>;
  /**
   * Takes events away and keeps the messages that came of them: new ones, and the changed content of open ones. False, and nothing is changed, if
   * somebody else has settled any since `mark`, or has begun to send one of the open ones.
   */
  settle(settled: Settled): Promise<boolean>;
  /** Adds a message, unless something with this key was told before. */
  add(message: NewMessage, once: string): Promise<boolean>;
  /** Deliveries due by now, earliest first, without those through one of these channels. */
  due(now: number, limit: number, notThrough: readonly string[]): Promise<StoredMessage[]>;
  /** When the next delivery after an instant is due. */
  next(after: number): Promise<number | null>;
  close(message: number, at: number): Promise<void>;
  /** Takes a due delivery for a time, to send it. False if somebody else has it, or it is not due (any more). */
  lease(id: string, now: number, forMs: number): Promise<boolean>;
  /** Gives it back unsent; `update` does so, too. */
  release(id: string): Promise<void>;
  update(id: string, change: MessageChange): Promise<void>;
  get(id: string): Promise<StoredMessage | null>;
  page(before: number | undefined, limit: number): Promise<{ entries: StoredMessage[]; next: number | null }>;
  /** The latest decisive run before this one: of its schedule, or of its process where a start has a schedule of its own. */
  before(run: StoredRun, outcomes: readonly Outcome[], ofProcess: boolean): Promise<StoredRun | null>;
  /** How many runs of each process ended with each outcome from an instant to before another, without tests. */
  outcomesBetween(
    from: number,
    to: number,
    of: { readonly process: string | null; readonly schedule: string | null },
  ): Promise<ReadonlyMap<string, ReadonlyMap<Outcome, number>>>;
  /** The last runs that ended with one of these outcomes in that time, newest first. */
  endedBetween(
    from: number,
    to: number,
    of: { readonly process: string | null; readonly schedule: string | null; readonly outcomes: readonly Outcome[] },
    limit: number,
  ): Promise<StoredRun[]>;
  /** Due runs of schedules that wait in the queue and were due before an instant, at most `limit`. */
  waitingSince(dueBefore: number, limit: number): Promise<StoredRun[]>;
}
