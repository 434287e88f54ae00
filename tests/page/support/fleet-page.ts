import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { WorkersAnswer } from '../../../contract/worker.ts';
import type { TestPostgres } from '../../support/postgres.ts';
import { startRota, type TestServer } from '../../support/server.ts';
import { openRotaPage, type RotaPage } from './rota-page.ts';

export interface FleetPage extends RotaPage {
  /** The computers besides the one that serves the page, in the order of their names. */
  readonly others: readonly TestServer[];
  /** The URL of its database, for the administrator. */
  readonly database: string;
  workers(): Promise<WorkersAnswer>;
  /** The ID of a worker by its name. */
  idOf(name: string): Promise<string>;
}

/** A fleet in a new database: the page of the first computer, and further ones with these names. */
export async function openFleetPage(
  postgres: TestPostgres,
  first: string,
  names: readonly string[],
): Promise<FleetPage> {
  const env = { ROTA_DATABASE: await postgres.newDatabase() };
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rota-fleet-'));
  const rota = await openRotaPage({ home: folder, env });
  const others: TestServer[] = [];
  const close = async (): Promise<void> => {
    await rota.close();
    for (const node of others) await node.stop();
  };
  try {
    await rota.server.console('PATCH', '/api/worker', { name: first });
    for (const name of names) {
      const home = path.join(os.tmpdir(), `${path.basename(folder)}-${others.length}`);
      await mkdir(home);
      await copyFile(path.join(folder, 'secret.key'), path.join(home, 'secret.key'));
      const node = await startRota({ home, env });
      others.push(node);
      await node.console('PATCH', '/api/worker', { name });
    }
  } catch (error) {
    await close();
    throw error;
  }
  const workers = () => rota.server.console<WorkersAnswer>('GET', '/api/workers');
  return {
    ...rota,
    others,
    database: env.ROTA_DATABASE,
    workers,
    async idOf(name) {
      const found = (await workers()).workers.find((worker) => worker.name === name);
      if (found === undefined) throw new Error(`no worker ${name}`);
      return found.id;
    },
    close,
  };
}
