// A host pool in a worker thread: compared with host processes for docs/decisions/0004, used nowhere else.
import { parentPort } from 'node:worker_threads';
import { createHostPool } from '../../server/runner/host/host-pool.ts';
import type { HostWord, ToHost } from '../../server/runner/host/host-messages.ts';
import { spawnChild } from '../../server/runner/spawn/spawn-child.ts';
import { createSweeper } from '../../server/runner/terminate/sweeper.ts';

let words: HostWord[] = [];
let crew: ReturnType<typeof createHostPool> | null = null;

parentPort?.on('message', (orders: ToHost) => {
  for (const order of orders) {
    if (order.type === 'setup') crew = createHostPool(roomFor(order.setup.owner, order.setup.inherited));
    else if (order.type === 'launch') crew?.launch(order.plan);
    else if (order.type === 'close') void crew?.close().then(() => parentPort?.close());
  }
});

function roomFor(owner: string, inherited: Readonly<Record<string, string>>) {
  return {
    startChild: spawnChild,
    inherited,
    codePage: null,
    sweeper: createSweeper(owner),
    now: () => Date.now(),
    monotonic: () => performance.now(),
    report: (report: Extract<HostWord, { type: 'report' }>['report']) => {
      words.push({ type: 'report', report });
      if (words.length > 1) return;
      setImmediate(() => {
        parentPort?.postMessage(words);
        words = [];
      });
    },
    warn: () => {},
  };
}
