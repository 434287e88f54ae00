import { Worker } from 'node:worker_threads';
import type { FromHost, HostPort } from '../../server/runner/host/host-messages.ts';
import { createHostPool } from '../../server/runner/host/host-pool.ts';
import { forkHost } from '../../server/runner/host/fork-host.ts';
import { spawnChild } from '../../server/runner/spawn/spawn-child.ts';
import { createSweeper } from '../../server/runner/terminate/sweeper.ts';

/** Where children can be started; each place uses the host protocol. */
export type Place = () => HostPort;

const environment = { PATH: process.env.PATH ?? '' };

/** A separate process, as in the product. */
export const inHost =
  (compileCache: string | null): Place =>
  () =>
    forkHost({ environment, ...(compileCache === null ? {} : { compileCache }) });

/** The event loop that serves the API. */
export const inMainLoop: Place = () => {
  let say: (words: FromHost) => void = () => {};
  let leave: (how: string) => void = () => {};
  const crew = createHostPool({
    startChild: spawnChild,
    inherited: environment,
    codePage: null,
    sweeper: createSweeper('bench'),
    now: () => Date.now(),
    monotonic: () => performance.now(),
    report: (report) => say([{ type: 'report', report }]),
    warn: () => {},
  });
  return {
    send(orders) {
      for (const order of orders) {
        if (order.type === 'launch') crew.launch(order.plan);
        else if (order.type === 'close') void crew.close().then(() => leave('closed'));
      }
    },
    onMessage: (listener) => (say = listener),
    onExit: (listener) => (leave = listener),
    kill: () => {},
  };
};

export const inWorkerThread: Place = () => {
  const worker = new Worker(new URL('./host-pool-worker.ts', import.meta.url));
  return {
    send: (orders) => worker.postMessage(orders),
    onMessage: (listener) => void worker.on('message', listener),
    onExit: (listener) => void worker.on('exit', (code) => listener(`code ${code}`)),
    kill: () => void worker.terminate(),
  };
};
