import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after, before } from 'node:test';
import { outcomes, type Outcome, type Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { startRota } from '../support/server.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;

/** One schedule per outcome, named after the outcome of its last run. */
before(async () => {
  const first = await startRota();
  await first.addProcess({ name: 'Any', command: 'true' });
  const runs = new Map<Outcome, string>();
  for (const name of outcomes) {
    const plan = { kind: 'cron', quartz: '0 0 9 1 1 ? 2099', timezone: 'UTC' };
    const { row } = await first.console<{ row: ScheduleRow }>('POST', '/api/schedules', { name, process: 'Any', plan });
    const { run } = await first.console<{ run: Run }>('POST', `/api/schedules/${row.id}/run`, {});
    await ended(first, run.id);
    runs.set(name, run.id);
  }
  await first.stop({ keepHome: true });
  const database = new DatabaseSync(path.join(first.home, 'rota.db'));
  for (const [outcome, id] of runs) database.prepare('UPDATE run SET outcome = ? WHERE id = ?').run(outcome, id);
  database.close();
  rota = await openRotaPage({ home: first.home });
});
after(() => rota.close());

const wanted = ['blocked', 'expired', 'failed', 'interrupted', 'missed', 'timed-out'];

test('what needs attention is one thing: the number on the Overview, the filter behind it, and the word in the row', async () => {
  const { rows } = await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules?filter=failing');
  assert.deepEqual(rows.map(({ name }) => name).toSorted(), wanted);

  const { page } = await rota.open('/overview');
  const fact = page.locator('dl > div', { hasText: 'Needs attention' });
  await fact.getByRole('link', { name: String(wanted.length), exact: true }).click();
  await page.waitForURL(/schedules\?state=failing/);
  const shown = page.locator('tbody tr[data-key]');
  await shown.nth(wanted.length - 1).waitFor();
  const words = await shown.evaluateAll((all) =>
    all.map((row) => ({
      name: row.querySelector('a')?.textContent ?? '',
      isAttention: row.textContent.includes('Needs attention'),
    })),
  );
  assert.deepEqual(
    words.toSorted((one, other) => one.name.localeCompare(other.name)),
    wanted.map((name) => ({ name, isAttention: true })),
  );
  await page.goto(`${rota.server.url}/#/schedules`);
  await shown.nth(outcomes.length).waitFor();
  assert.equal(await page.getByText('Needs attention').count(), wanted.length, 'and in no other row');
  await page.close();
});

test('what failed and what did not run are told apart in the one line that counts both', async () => {
  for (const [language, said] of [
    ['en', '3 failed, 3 did not run'],
    ['tr', '3 başarısız, 3 çalışmadı'],
  ] as const) {
    await rota.set({ language });
    const { page } = await rota.open('/overview');
    await page.getByText(said, { exact: true }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.close();
  }
  await rota.set({ language: 'en' });
});

test('of more than the list of the Overview shows none is passed over: the number is that of all, and the rest is a link away', async () => {
  await rota.server.addProcess({ name: 'Fails', command: 'node', args: ['-e', 'process.exit(1)'] });
  for (let n = 0; n < 55; n += 1) {
    const plan = { kind: 'call', timezone: 'UTC' };
    const body = { name: `Fails ${n}`, process: 'Fails', values: {}, plan };
    const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', body);
    const { run } = await rota.server.console<{ run: Run }>('POST', `/api/schedules/${row.id}/run`, {});
    await ended(rota.server, run.id);
  }
  const all = wanted.length + 55;
  for (const [language, text] of [
    ['tr', `${all - 10} zamanlama daha dikkat gerektiriyor`],
    ['en', `${all - 10} more schedules need attention`],
  ] as const) {
    await rota.set({ language });
    const { page } = await rota.open('/overview');
    await page
      .locator('dl')
      .getByRole('link', { name: String(all), exact: true })
      .waitFor();
    await page.getByRole('link', { name: text }).click();
    await page.waitForURL(/schedules\?state=failing/);
    await page.close();
  }
});
