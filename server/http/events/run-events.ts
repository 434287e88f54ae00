import type { Response } from 'express';
import type { Announcement } from '../../../contract/events.ts';
import type { Run } from '../../../contract/run.ts';
import type { RunEvent } from '../../../contract/connector-files.ts';
import type { Clock } from '../../clock.ts';
import type { Engine } from '../../engine/engine.ts';
import { errorAnswerOf } from '../answers/error-answer.ts';
import { awakeWhileRead } from './awake-while-read.ts';
import { openSse, type SseConnection, type StreamRight } from './sse-connection.ts';

/** How many changes are buffered for readers that reconnect. */
const mostKept = 1_000;
/** And for how long after the last reader has left. */
const keptMs = 15 * 60_000;

interface Kept {
  readonly number: number;
  readonly run: Run;
}

/** What a stream is opened with. */
export interface RunStream {
  /** The caller's view of an announced run; null if it may not see it. */
  readonly see: (run: Run) => Promise<RunEvent | null>;
  /** The header Last-Event-ID, as received. */
  readonly lastId: string | undefined;
  readonly right: StreamRight;
}

/**
 * Runs as they change, for programs: an event `hello`, then what was missed since `Last-Event-ID`, then each change as it happens. If
 * what was missed is not buffered any more (too long ago, or Rota was restarted), an event `reset` says so. An id covers all earlier ids,
 * also those of changes that this caller may not see.
 */
export function createRunEvents(engine: Pick<Engine, 'subscribe' | 'epoch'>, clock: Clock) {
  const kept: Kept[] = [];
  const streams = new Map<SseConnection, (one: Kept) => void>();
  let last = 0;
  const listening = awakeWhileRead({
    ...{ clock, lingerMs: keptMs },
    // The number that is left out makes every older id one that is not buffered any more.
    forget: () => void ((kept.length = 0), (last += 1)),
    subscribe: () => engine.subscribe(hear, ['run']),
  });
  const idOf = (number: number) => `${engine.epoch}.${number}`;

  function hear(announcement: Announcement): void {
    if (announcement.type !== 'run') return;
    const one = { number: (last += 1), run: announcement.run };
    kept.push(one);
    if (kept.length > mostKept) kept.shift();
    for (const tell of streams.values()) tell(one);
  }

  /** The changes after an id; null if they are not buffered. */
  function since(lastId: string): readonly Kept[] | null {
    const [, epoch, digits] = /^(.+)\.(\d{1,15})$/.exec(lastId) ?? [];
    const number = Number(digits);
    const isKnown = epoch === engine.epoch && number <= last && number >= last - kept.length;
    return isKnown ? kept.filter((one) => one.number > number) : null;
  }

  function open(response: Response, { see, lastId, right }: RunStream): void {
    listening.came();
    // A view may need the store, so views are made one after the other to keep the order.
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
        // Readers store an id without data and do not show it: so a reader that gets few events still reconnects with a recent id.
        const number = last;
        inTurn(() => connection.send(`: still here\nid: ${idOf(number)}\n\n`));
      },
      onClose: () => listening.left(streams.delete(connection) && streams.size === 0),
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
      listening.sleep();
      for (const connection of [...streams.keys()]) connection.close();
    },
  };
}
export type RunEvents = ReturnType<typeof createRunEvents>;
