import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openStore } from '../../server/store/postgres/open-store.ts';
import { readAddress } from '../../server/store/postgres/address.ts';
import { row, type BenchRow } from './figures.ts';
import { makeFleet } from './fleet-home.ts';
import { seedStore } from './seed.ts';
import { createSystemClock } from '../../server/clock.ts';
import { silentLog } from '../../server/log.ts';

const nodes = 8;
const dues = Number(process.env['ROTA_BENCH_DUES'] ?? 100_000);

/**
 * Nodes of one fleet and many due times: each must be fired once, by whichever node, and what was begun once must not have begun twice. Ends
 * when all have fired; what is queued then is not waited for.
 */
export async function dueTimes(): Promise<BenchRow[]> {
  const fleet = await makeFleet(nodes);
  const ledger = path.join(fleet.nodes[0]!.server.home, 'ledger');
  try {
    await fleet.nodes[0]!.server.addProcess({
      name: 'Noted',
      command: '/bin/sh',
      args: ['-c', `echo "$ROTA_RUN_ID $ROTA_ATTEMPT" >> '${ledger}'`],
    });
    const store = await openStore(
      readAddress(fleet.url),
      silentLog,
      createSystemClock(() => 0, false),
    );
    const at = Date.now() + 20_000 + dues / 2;
    const plan = { kind: 'once', at, timezone: 'UTC' } as const;
    await seedStore(store, dues, { process: 'Noted', plan, due: () => at });
    await store.close();
    await delay(Math.max(0, at - Date.now()));
    const begunAt = performance.now();
    const left = async () => Number(await ask('SELECT count(*) AS n FROM rota.schedule WHERE due IS NOT NULL'));
    const ask = async (question: string) => (await fleet.postgres.sql<{ n: string }>(question, fleet.url))[0]?.n;
    while ((await left()) > 0) await delay(500);
    const seconds = (performance.now() - begunAt) / 1000;
    const runs = Number(await ask('SELECT count(*) AS n FROM rota.run'));
    const fired = Number(await ask('SELECT count(DISTINCT (schedule, due_at)) AS n FROM rota.run'));
    const begun = (await readFile(ledger, 'utf8').catch(() => '')).trim().split('\n');
    const doubled = begun.length - new Set(begun).size;
    const of = `of ${dues.toLocaleString('en')} on ${nodes} nodes`;
    return [
      row('fleet: due times lost', dues - fired, '', of),
      row('fleet: due times fired twice', runs - fired, '', of),
      row('fleet: attempts begun twice', doubled, '', `of ${begun.length.toLocaleString('en')} begun meanwhile`),
      row('fleet: due times fired', dues / seconds, '/s', `all at one instant, ${nodes} nodes`),
    ];
  } finally {
    await fleet.close();
  }
}
