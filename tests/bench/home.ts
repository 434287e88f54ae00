import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRota, testClient, type TestClient, type TestServer } from '../support/server.ts';

/** A data folder that a bench fills before it starts the server on it. */
export interface BenchHome {
  readonly folder: string;
  /** Starts the server; `readyMs` is the time from the process start to "ready". */
  open(): Promise<{ server: TestServer; client: TestClient; readyMs: number }>;
  remove(): Promise<void>;
}

/** With a no-op process, one that prints the time of its first instruction, and a client. */
export async function makeHome(): Promise<BenchHome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-bench-'));
  const server = await startRota({ home: folder });
  await server.addProcess({ name: 'Noop', command: '/bin/true' });
  await server.addProcess({ name: 'Date', command: '/bin/date', args: ['+%s.%N'] });
  await server.console('PATCH', '/api/settings', { runsAtOnce: 16 });
  const made = await server.console<{ user: string; password: string }>('POST', '/api/clients', { name: 'bench' });
  await server.stop({ keepHome: true });
  return {
    folder,
    async open() {
      const begunAt = performance.now();
      const opened = await startRota({ home: folder });
      return { server: opened, client: testClient(opened.url, made), readyMs: performance.now() - begunAt };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
