import type { Response } from 'express';
import type { Run } from '../../../contract/run.ts';
import type { RunEvent } from '../../../contract/connector-files.ts';
import type { Clock } from '../../clock.ts';
import type { Engine } from '../../engine/engine.ts';
import { errorAnswerOf } from '../error-answer.ts';
import { openSse, type SseConnection, type StreamRight } from './sse-connection.ts';

/** So many changes are kept for those who come back. */
const mostKept = 1_000;

interface Kept {
  readonly number: number;
  readonly run: Run;
}

/** What a stream is opened with. */
export interface RunStream {
  /** As the caller sees an announced run; null for what is not for it. */
  readonly see: (run: Run) => Promise<RunEvent | null>;
  /** The header Last-Event-ID, as it came. */
  readonly lastId: string | undefined;
  readonly right: StreamRight;
}

/**
 * Runs as they change, for programs: an event `hello`, then what was missed since `Last-Event-ID`, then each change as it happens. Where
 * what was missed is not known any more (too long ago, or another start of Rota), an event `reset` says so. Each id stands for all before
 * it, also for what was not for this caller.
 */
export function createRunEvents(engine: Pick<Engine, 'subscribe' | 'epoch'>, clock: Clock) {
  const kept: Kept[] = [];
  const streams = new Map<SseConnection, (one: Kept) => void>();
  let last = 0;
  const unsubscribe = engine.subscribe((announcement) => {
    if (announcement.type !== 'run') return;
    const one = { number: (last += 1), run: announcement.run };
    kept.push(one);
    if (kept.length > mostKept) kept.shift();
    for (const tell of streams.values()) tell(one);
  });
  const idOf = (number: number) => `${engine.epoch}.${number}`;

  /** Those after an id; null where that is not known. */
  function since(lastId: string): readonly Kept[] | null {
    const [, epoch, digits] = /^(.+)\.(\d{1,15})$/.exec(lastId) ?? [];
    const number = Number(digits);
    const isKnown = epoch === engine.epoch && number <= last && number >= last - kept.length;
    return isKnown ? kept.filter((one) => one.number > number) : null;
  }

  function open(response: Response, { see, lastId, right }: RunStream): void {
    // Seeing may take a look at the store: one after the other, so that nothing overtakes.
    let telling = Promise.resolve();
    const inTurn = (work: () => Promise<void> | void): void => {
      telling = telling.then(work).catch(() => connection.close());
    };
    const tell = ({ number, run }: Kept): void =>
      inTurn(async () => {
        const seen = await see(run);
        if (seen !== null) connection.send(`id: ${idOf(number)}\nevent: run\ndata: ${JSON.stringify(seen)}\n\n`);
      });
    const connection = openSse(response, {
      clock,
      right,
      lastFrame: (reason) => `event: end\ndata: ${JSON.stringify(errorAnswerOf(reason))}\n\n`,
      beat() {
        // An id without data is remembered by the reader and told to nobody: who hears little comes back with a late one.
        const number = last;
        inTurn(() => connection.send(`: still here\nid: ${idOf(number)}\n\n`));
      },
      onClose: () => streams.delete(connection),
    });
    const missed = lastId === undefined ? [] : since(lastId);
    const begin = missed === null || lastId === undefined ? idOf(last) : lastId;
    connection.send(
      `id: ${begin}\nevent: hello\ndata: ${JSON.stringify({ message: 'Runs are told as they change' })}\n\n`,
    );
    if (missed === null) {
      const message = 'What happened since that event is not known any more: ask process/history';
      connection.send(`event: reset\ndata: ${JSON.stringify({ message })}\n\n`);
    }
    for (const one of missed ?? []) tell(one);
    streams.set(connection, tell);
  }

  return {
    open,
    close(): void {
      unsubscribe();
      for (const connection of [...streams.keys()]) connection.close();
    },
  };
}
export type RunEvents = ReturnType<typeof createRunEvents>;
