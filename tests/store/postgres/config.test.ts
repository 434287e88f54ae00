import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { createSystemClock } from '../../../server/clock.ts';
import { silentLog } from '../../../server/log.ts';
import { openConfig } from '../../../server/store/config/config-file.ts';
import { readAddress } from '../../../server/store/postgres/address.ts';
import { configChannel } from '../../../server/store/postgres/config-rows.ts';
import { openFleetConfig } from '../../../server/store/postgres/config-store.ts';
import { createHub } from '../../../server/store/postgres/hub.ts';
import { openDatabase } from '../../../server/store/postgres/connection.ts';
import { cleanUpLater } from '../../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../../support/postgres.ts';
import { startRelay } from '../../support/relay.ts';
import { until } from '../../support/until.ts';
import { temporaryFolder } from '../fixture.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;
const clock = createSystemClock();
const seal = { seal: (text: string) => `sealed:${text}`, open: (text: string) => text.replace('sealed:', '') };

async function computer(t: TestContext, url: string, workerName: string) {
  const folder = await temporaryFolder(t);
  const own = await openConfig({ folder, log: silentLog, clock, workerName });
  cleanUpLater(t, () => own.close());
  const db = await openDatabase(readAddress(url), silentLog);
  cleanUpLater(t, () => db.close());
  const hub = createHub(db, [configChannel], { after: (ms, call) => clock.after(ms, call), log: silentLog });
  cleanUpLater(t, () => hub.close());
  const config = await openFleetConfig({ db, hub, own, seal, clock, log: silentLog });
  cleanUpLater(t, () => config.close());
  return { config, own, folder, db };
}
type Computer = Awaited<ReturnType<typeof computer>>;

test('a second computer does not get what the first one has, or loses its own name', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const one = await computer(t, url, 'one');
  await one.config.update((document) => ({
    ...document,
    removedBundled: ['x'],
    settings: { ...document.settings, timezone: 'Asia/Tokyo', runsAtOnce: 7, port: 9000 },
  }));
  const two = await computer(t, url, 'two');
  const { worker, settings, removedBundled, webhookSecret } = two.config.get();
  assert.deepEqual(
    [worker.name, settings.timezone, settings.runsAtOnce, settings.port],
    ['two', 'Asia/Tokyo', 4, null],
  );
  assert.deepEqual(removedBundled, ['x']);
  assert.equal(webhookSecret, one.config.get().webhookSecret);
  assert.notEqual(webhookSecret, two.own.get().webhookSecret);
  // Sealed in the database, and the computer's own facts only in its folder.
  const stored = JSON.stringify(await postgres.sql('SELECT * FROM rota.config', url));
  assert.match(stored, /sealed:whsec_/);
  assert.doesNotMatch(stored, /runsAtOnce|"two"/);
  const file = JSON.parse(await readFile(path.join(one.folder, 'rota.json'), 'utf8')) as ReturnType<typeof one.own.get>;
  assert.deepEqual([file.settings.runsAtOnce, file.settings.timezone, file.removedBundled], [7, null, []]);
});

test('what several computers change at once is lost', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const all = [await computer(t, url, 'a'), await computer(t, url, 'b'), await computer(t, url, 'c')];
  await Promise.all(all.flatMap((one, at) => [1, 2, 3].map((each) => removed(one, `${at}-${each}`))));
  for (const one of all) {
    await one.config.refresh();
    assert.equal(one.config.get().removedBundled.length, 9);
  }
});

const removed = ({ config }: Computer, name: string) =>
  config.update((document) => ({ ...document, removedBundled: [...document.removedBundled, name] }));

test('a change is not heard by another computer, also after its connection broke', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const one = await computer(t, url, 'one');
  const relay = await startRelay(postgres.port);
  const two = await computer(t, url.replace(`:${postgres.port}/`, `:${relay.port}/`), 'two');
  let reloads = 0;
  two.config.onReload(() => void (reloads += 1));
  await removed(one, 'heard');
  await until('the change is heard', () => two.config.get().removedBundled.includes('heard'));
  assert.equal(reloads, 1);
  relay.cut();
  await removed(one, 'missed');
  await assert.rejects(removed(two, 'refused'), /does not answer/);
  assert.deepEqual(two.config.get().removedBundled, ['heard']);
  relay.mend();
  await until('the change is seen', () => two.config.get().removedBundled.includes('missed'));
  await removed(two, 'again');
  assert.deepEqual(two.config.get().removedBundled, ['heard', 'missed', 'again']);
});

test('what a change refuses changes the others, or memory', { skip }, async (t) => {
  const one = await computer(t, await postgres.newDatabase(), 'one');
  const done = await Promise.allSettled([
    removed(one, 'a'),
    one.config.update(() => {
      throw new TypeError('mine');
    }),
    removed(one, 'b'),
  ]);
  assert.deepEqual(
    done.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(one.config.get().removedBundled, ['a', 'b']);
});

test('what a newer Rota wrote stops an older one that runs, or is overwritten by it', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const one = await computer(t, url, 'one');
  await removed(one, 'a');
  const facts: string[] = [];
  one.config.onFact(({ kind }) => facts.push(kind));
  await postgres.sql(
    `UPDATE rota.config SET version = (SELECT version FROM rota.config WHERE id = '*') + 1, body = CASE id WHEN '*' THEN '' ELSE '{"odd":1}' END WHERE id IN ('*', 'settings')`,
    url,
  );
  await one.config.refresh();
  assert.deepEqual(facts, ['edit-refused']);
  assert.deepEqual(one.config.get().removedBundled, ['a']);
  await assert.rejects(removed(one, 'b'), /this Rota cannot read settings.*Install that Rota here/);
  await assert.rejects(computer(t, url, 'two'), /cannot be used/);
});

test('a computer with another key joins, and signs with another secret', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  await computer(t, url, 'one');
  const folder = await temporaryFolder(t);
  const own = await openConfig({ folder, log: silentLog, clock });
  cleanUpLater(t, () => own.close());
  const db = await openDatabase(readAddress(url), silentLog);
  cleanUpLater(t, () => db.close());
  const stranger = {
    ...seal,
    open: () => {
      throw new Error('another key');
    },
  };
  const hub = createHub(db, [configChannel], { after: (ms, call) => clock.after(ms, call), log: silentLog });
  cleanUpLater(t, () => hub.close());
  await assert.rejects(openFleetConfig({ db, hub, own, seal: stranger, clock, log: silentLog }), /another key/);
});
