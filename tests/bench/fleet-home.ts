import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRota, testClient, type TestClient, type TestServer } from '../support/server.ts';

/** One computer of a fleet: a Rota of its own, in a folder of its own. */
export interface BenchNode {
  readonly server: TestServer;
  readonly client: TestClient;
  readonly worker: string;
}

/** A real PostgreSQL that syncs each commit, and Rotas beside it on this computer. */
export interface BenchFleet {
  readonly postgres: TestPostgres;
  readonly url: string;
  readonly nodes: readonly BenchNode[];
  /** Starts so many more. */
  grow(count: number): Promise<void>;
  close(): Promise<void>;
}

/** The first one brings a no-op process, one that prints the time of its first instruction, and a client. */
export async function makeFleet(count: number): Promise<BenchFleet> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-bench-fleet-'));
  const ends: (() => unknown)[] = [];
  const postgres = await startPostgres({
    settings: ['fsync = on', 'synchronous_commit = on', 'max_connections = 600', 'shared_buffers = 256MB'],
    of: { after: (end) => void ends.push(end as () => unknown) },
  });
  const url = await postgres.newDatabase();
  const nodes: BenchNode[] = [];
  let login: { user: string; password: string } | null = null;

  async function add(): Promise<void> {
    const home = path.join(folder, `computer-${nodes.length + 1}`);
    await mkdir(home);
    const first = nodes[0];
    if (first) await copyFile(path.join(first.server.home, 'secret.key'), path.join(home, 'secret.key'));
    const server = await startRota({ home, env: { ROTA_DATABASE: url } });
    const { worker } = await server.console<{ worker: { id: string } }>('GET', '/api/worker');
    if (login === null) {
      await server.addProcess({ name: 'Noop', command: '/bin/true' });
      await server.addProcess({ name: 'Date', command: '/bin/date', args: ['+%s.%N'] });
      login = await server.console<{ user: string; password: string }>('POST', '/api/clients', { name: 'bench' });
    }
    await server.console('PATCH', '/api/settings', { runsAtOnce: 16 });
    nodes.push({ server, client: testClient(server.url, login), worker: worker.id });
  }

  const grow = async (by: number): Promise<void> => {
    for (let at = 0; at < by; at += 1) await add();
  };
  await grow(count);
  return {
    ...{ postgres, url, nodes, grow },
    async close() {
      await Promise.all(nodes.map(({ server }) => server.stop().catch(() => undefined)));
      for (const end of ends) await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
