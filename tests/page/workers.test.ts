import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { until } from '../support/until.ts';
import { testEachLook } from './support/each-look.ts';
import { openFleetPage, type FleetPage } from './support/fleet-page.ts';
import { screensOfAFleet } from './support/fleet-screens.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null;
let fleet: FleetPage;

before(async () => {
  if (postgres === null) return;
  fleet = await openFleetPage(postgres, 'RPA-01', ['RPA-07', 'RPA-12']);
  await fleet.set({ language: 'en', theme: 'light' });
  await fleet.server.addProcess({ name: 'Hello', command: process.execPath, args: ['-e', ''] });
});
after(() => (postgres === null ? undefined : fleet.close()));

async function start(worker?: string): Promise<Run> {
  const body = worker === undefined ? {} : { worker };
  return (await fleet.server.console<{ run: Run }>('POST', '/api/processes/Hello/run', body)).run;
}
/** Changes the database as a Rota does that is not there. */
const inDatabase = (text: string) => postgres!.sql(`SET search_path = rota; ${text}`, fleet.database);

const runNow = async (id: string) => (await fleet.server.console<{ run: Run }>('GET', `/api/runs/${id}`)).run;
const workerNow = async (id: string) => (await fleet.workers()).workers.find((worker) => worker.id === id);

test('a worker that is drained takes what comes for it, or does not come back', { skip }, async () => {
  const id = await fleet.idOf('RPA-07');
  const { page, complaints } = await fleet.open('/workers');
  const row = page.locator('tbody tr[data-key]', { hasText: 'RPA-07' });
  await row.getByText('Available').waitFor();
  await row.focus();
  await page.keyboard.press('d');
  // Nothing runs there: it is in maintenance at once.
  await row.getByText('Maintenance').waitFor();
  assert.equal((await workerNow(id))?.mode?.kind, 'drain');
  const run = await start('RPA-07');
  await row.getByRole('link', { name: '1 run waits for RPA-07' }).click();
  await page.getByText('RPA-07 is in maintenance').waitFor();
  assert.match(page.url(), new RegExp(`worker=${id}`));
  await page.goBack();
  await page.getByRole('button', { name: 'Return to service: RPA-07' }).click();
  await until('it is run there', async () => (await runNow(run.id)).outcome === 'succeeded');
  assert.equal((await runNow(run.id)).worker, id);
  await row.getByText(/Available|Busy/).waitFor();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('drain rpa-07');
  await page.keyboard.press('Enter');
  await page.getByText('RPA-07 finishes its active runs and accepts no new ones').waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Return to service' }).click();
  await page.getByText('RPA-07 is back in service').waitFor();
  assert.equal((await workerNow(id))?.mode, null);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a worker takes the name of another one, or a changed name cannot be taken back', { skip }, async () => {
  const id = await fleet.idOf('RPA-07');
  const { page } = await fleet.open('/workers');
  await page.locator('tbody tr[data-key]', { hasText: 'RPA-07' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(id).waitFor();
  await dialog.getByLabel('Name').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Give the worker a name.').waitFor();
  await dialog.getByLabel('Name').fill('RPA-12');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('[aria-invalid=true]').waitFor();
  assert.equal((await workerNow(id))?.name, 'RPA-07');
  await dialog.getByLabel('Name').fill('RPA-08');
  await page.keyboard.press('Control+Enter');
  await page.locator('tbody tr[data-key]', { hasText: 'RPA-08' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('tbody tr[data-key]', { hasText: 'RPA-07' }).waitFor();
  assert.equal((await workerNow(id))?.name, 'RPA-07');
  await page.close();
});

test('a group cannot be made and limited on the page, or a schedule cannot name it', { skip }, async () => {
  const { page } = await fleet.open('/workers?view=groups');
  await page.getByText('No groups yet.').waitFor();
  await page.locator('main').getByRole('button', { name: 'New group' }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Finance');
  await dialog.getByRole('combobox', { name: 'Members' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'RPA-07' }).click();
  await page.getByRole('option', { name: 'RPA-12' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'RPA-07, RPA-12' }).waitFor();

  const limit = page.getByLabel('Runs at once of Finance');
  await limit.fill('0');
  await page.getByText('Enter a whole number from 1 to 10,000').waitFor();
  await limit.fill('2');
  await limit.press('Enter');
  await until('the limit is kept', async () => (await fleet.workers()).groups[0]?.limit === 2);

  await page.goto(`${fleet.server.url}/#/schedules/new?process=Hello`);
  const worker = page.locator('#worker');
  await worker.click();
  await page.keyboard.type('rpa-70');
  // It is none, and one is close to it.
  await page.getByRole('option', { name: 'RPA-07' }).waitFor();
  await worker.fill('fin');
  await page.getByRole('option', { name: 'Finance' }).click();
  await page.locator('#name').fill('Closing');
  await page.getByRole('radio', { name: /Only when called/ }).check();
  await page.getByRole('button', { name: 'Create schedule' }).click();
  await page.setViewportSize({ width: 1440, height: 800 });
  const row = page.locator('tbody tr[data-key]', { hasText: 'Closing' });
  await row.getByText('Finance').waitFor();

  await page.getByRole('combobox', { name: 'Worker' }).click();
  await page.getByRole('option', { name: 'RPA-12' }).click();
  await page.getByText('No schedules are for this worker or group.').waitFor();
  await page.getByRole('combobox', { name: 'Worker' }).click();
  await page.getByRole('option', { name: 'Finance' }).click();
  await row.waitFor();

  await page.goto(`${fleet.server.url}/#/workers?view=groups`);
  await page.getByRole('button', { name: 'Remove Finance' }).click();
  await page.getByText('1 schedule is for it').waitFor();
  await page.getByRole('button', { name: 'Keep it' }).click();
  assert.equal((await fleet.workers()).groups.length, 1);
  await page.close();
});

test('the runs of one worker are mixed with those of others, or where one ran is not said', { skip }, async () => {
  const [mine, theirs] = [await start('RPA-01'), await start('RPA-12')];
  await until('both are over', async () =>
    [await runNow(mine.id), await runNow(theirs.id)].every(({ status }) => status === 'ended'),
  );
  const { page } = await fleet.open(`/runs?worker=${await fleet.idOf('RPA-12')}`);
  await page.setViewportSize({ width: 1440, height: 800 });
  await page.locator(`tbody tr[data-key="${theirs.id}"]`).getByText('RPA-12').waitFor();
  assert.equal(await page.locator(`tbody tr[data-key="${mine.id}"]`).count(), 0);
  await page.getByRole('combobox', { name: 'Worker' }).click();
  await page.getByRole('option', { name: 'All workers' }).click();
  await page.locator(`tbody tr[data-key="${mine.id}"]`).getByText('RPA-01').waitFor();
  await page.goto(`${fleet.server.url}/#/runs/${theirs.id}`);
  await page.getByText('on RPA-12').waitFor();
  await page.goto(`${fleet.server.url}/#/timeline?view=list`);
  await page.locator(`tbody tr[data-key="${theirs.id}"]`).getByText('RPA-12').waitFor();
  await page.close();
});

test(
  'a schedule runs once more only where it says, or a group that is called otherwise loses it',
  { skip },
  async () => {
    const row = await fleet.server.console<{ row: { id: string } }>('POST', '/api/schedules', {
      ...{
        name: 'Weekly',
        process: 'Hello',
        worker: 'Finance',
        values: {},
        options: {},
        plan: { kind: 'call', timezone: 'UTC' },
      },
      ...{ runImmediately: false, isFavourite: false },
    });
    const { page } = await fleet.open(`/schedules?run=${row.row.id}`);
    const dialog = page.getByRole('dialog');
    const worker = dialog.getByRole('combobox', { name: 'Worker' });
    await worker.waitFor();
    assert.equal(await worker.inputValue(), 'Finance');
    await worker.click();
    await page.getByRole('option', { name: 'RPA-07' }).click();
    await dialog.getByRole('button', { name: 'Run now' }).click();
    const id = await fleet.idOf('RPA-07');
    await until('it runs there', async () => {
      const { runs } = await fleet.server.console<{ runs: Run[] }>('GET', '/api/runs?limit=5');
      return runs.some(({ scheduleName, worker: where }) => scheduleName === 'Weekly' && where === id);
    });

    await page.goto(`${fleet.server.url}/#/workers?view=groups`);
    await page.getByRole('button', { name: 'Edit Finance' }).click();
    await dialog.getByLabel('Name').fill('Accounting');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'RPA-07, RPA-12' }).waitFor();
    await page.getByRole('rowheader', { name: 'Accounting' }).waitFor();
    const after = await fleet.server.console<{ row: { worker: string } }>('GET', `/api/schedules/${row.row.id}`);
    assert.equal(after.row.worker, 'Accounting');
    assert.deepEqual(
      (await fleet.workers()).groups.map(({ name, limit }) => [name, limit]),
      [['Accounting', 2]],
    );
    await page.close();
  },
);

test('a clock that goes wrong is not shown, or a process without values runs anywhere', { skip }, async () => {
  const facts = {
    platform: 'linux',
    runsAtOnce: 4,
    desktop: 'ready',
    hasRoom: true,
    cannotRun: [],
    clockDifferenceMs: 95_000,
  };
  await inDatabase(
    `INSERT INTO worker (id, boot, name, aliases, groups, version, state, facts, tables, seen_at, since)
     SELECT 'rpa-20', 'b.1', 'RPA-20', '[]', '[]', '1.0.0', 'available', '${JSON.stringify(facts)}', max(version),
       now_ms() + 600000, now_ms() FROM schema_version`,
  );
  const { page } = await fleet.open('/workers');
  await page.setViewportSize({ width: 1600, height: 900 });
  const row = page.locator('tbody tr[data-key]', { hasText: 'RPA-20' });
  await row.getByText('1 m 35 s ahead').waitFor();
  await inDatabase(`DELETE FROM worker WHERE id = 'rpa-20'`);
  await row.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('start a process: hello');
  await page.getByRole('option', { name: 'Start a process: Hello', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Worker' }).click();
  await page.getByRole('option', { name: 'RPA-12' }).click();
  await dialog.getByRole('button', { name: 'Run now' }).click();
  const id = await fleet.idOf('RPA-12');
  await until('it runs there', async () => {
    const { runs } = await fleet.server.console<{ runs: Run[] }>('GET', '/api/runs?limit=1');
    return runs[0]?.worker === id;
  });
  await page.close();
});

if (skip === false) {
  testEachLook(screensOfAFleet, () => fleet);
}

test('a worker that is away is waited for without a word, or removed without saying what waits', { skip }, async () => {
  await fleet.set({ language: 'en', theme: 'light' });
  const id = await fleet.idOf('RPA-12');
  const { page } = await fleet.open('/workers');
  await fleet.others[1]!.kill();
  const row = page.locator('tbody tr[data-key]', { hasText: 'RPA-12' });
  await row.getByText('Away').waitFor({ timeout: 60_000 });
  const run = await start('RPA-12');
  await row.getByRole('link', { name: '1 run waits for RPA-12' }).waitFor();
  await page.goto(`${fleet.server.url}/#/runs/${run.id}`);
  await page.getByText(/waiting for RPA-12, last seen/).waitFor();
  await fleet.set({ language: 'tr' });
  await page.getByText(/RPA-12 bekleniyor \(son görülme: /).waitFor();
  await fleet.set({ language: 'en' });

  await page.goto(`${fleet.server.url}/#/workers`);
  await page.locator('tbody tr[data-key]', { hasText: 'RPA-01' }).focus();
  await page.keyboard.press('Delete');
  assert.equal(await page.getByRole('dialog').count(), 0, 'this computer cannot remove itself');
  await row.focus();
  await page.keyboard.press('Delete');
  await page.getByText('1 run waits for it.').waitFor();
  await page.getByRole('button', { name: 'Remove worker' }).click();
  await page.getByText('Removed: RPA-12').waitFor();
  await row.waitFor({ state: 'detached' });
  assert.equal(await workerNow(id), undefined);
  await page.close();
});

test('the computer under a copied ID gets no other one on its page', { skip }, async () => {
  const id = await fleet.idOf('RPA-01');
  // As its copy on another computer reports.
  await inDatabase(`UPDATE worker SET boot = 'another.1', seen_at = now_ms() + 600000 WHERE id = '${id}'`);
  const { page } = await fleet.open('/workers');
  const row = page.locator('tbody tr[data-key]', { hasText: 'RPA-01' }).first();
  await row.getByText('ID used twice').waitFor();
  await row.focus();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'New ID…' }).click();
  await page.getByText('Give this computer a new ID?').waitFor();
  await page.getByRole('button', { name: 'New ID', exact: true }).click();
  await page.getByText('This computer has a new ID').waitFor();
  const own = await until('it has another ID', async () => {
    const found = (await fleet.workers()).workers.find(({ isThis }) => isThis);
    return found?.id === id || found?.state === 'id-taken' ? null : found;
  });
  // The name stays with the old one, whoever that is now.
  assert.equal(own.name, 'RPA-01 (2)');
  await page.close();
});
