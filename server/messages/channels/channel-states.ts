import { z } from 'zod';
import { channelState, type ChannelState } from '../../../contract/channels.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { ChannelResult } from '../channel-message.ts';

/** Stored: do not rename. */
const statesFact = 'channel-states';
/** A channel that works is written down so often at most. */
const writeEveryMs = 60_000;

const unknown: ChannelState = { deliveredAt: null, problem: null, problemAt: null };
const states = z.record(z.string(), channelState);

export type ChannelStates = Awaited<ReturnType<typeof openChannelStates>>;

/** What is known of each channel: when it last delivered, and why it does not. */
export async function openChannelStates(deps: {
  readonly store: Pick<RecordStore, 'fact' | 'setFact'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly changed: (id: string) => void;
}) {
  const { store, clock, log } = deps;
  const known = new Map(Object.entries(readStates(await store.fact(statesFact))));
  const writtenAt = new Map<string, number>();

  function write(): void {
    store
      .setFact(statesFact, JSON.stringify(Object.fromEntries(known)))
      .catch((error: unknown) => log.warn('the states of channels could not be stored', { error }));
  }

  return {
    of: (id: string): ChannelState => known.get(id) ?? unknown,
    note(id: string, result: ChannelResult): void {
      const now = clock.now();
      const before = known.get(id) ?? unknown;
      const next: ChannelState =
        result.state === 'delivered'
          ? { deliveredAt: now, problem: null, problemAt: null }
          : { ...before, problem: result.problem, problemAt: now };
      known.set(id, next);
      const isNews = JSON.stringify(before.problem) !== JSON.stringify(next.problem) || before.deliveredAt === null;
      if (!isNews && Math.abs(now - (writtenAt.get(id) ?? 0)) < writeEveryMs) return;
      writtenAt.set(id, now);
      write();
      deps.changed(id);
    },
    forget(id: string): void {
      if (known.delete(id)) write();
    },
  };
}

function readStates(text: string | null): z.infer<typeof states> {
  if (text === null) return {};
  try {
    return states.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
