import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { after } from 'node:test';

/** A TCP relay between a program and its server: the network that fails. */
export interface Relay {
  readonly port: number;
  /** Breaks every connection and refuses new ones, as where a cable is pulled out of the server. */
  cut(): void;
  /** Passes nothing on any more, in open connections and new ones, and says so to nobody: as a firewall that forgets. */
  hang(): void;
  /** Passes everything on again. */
  mend(): void;
  /** How many connections were opened so far. */
  opened(): number;
}

export async function startRelay(to: number): Promise<Relay> {
  const open = new Set<Socket>();
  let state: 'open' | 'cut' | 'hanging' = 'open';
  let opened = 0;
  const server = createServer((from) => {
    opened += 1;
    if (state === 'cut') return void from.resetAndDestroy();
    const onward = connect({ port: to, host: '127.0.0.1' });
    for (const [one, other] of [
      [from, onward],
      [onward, from],
    ] as const) {
      open.add(one);
      one.on('data', (chunk) => void (state === 'open' && other.write(chunk)));
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakAll = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  after(() => {
    breakAll();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      breakAll();
    },
    hang: () => void (state = 'hanging'),
    mend() {
      // What hung has lost bytes: it cannot go on.
      if (state === 'hanging') breakAll();
      state = 'open';
    },
    opened: () => opened,
  };
}
