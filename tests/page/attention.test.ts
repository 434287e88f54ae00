import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after, before } from 'node:test';
import type { AttentionAnswer } from '../../contract/overview.ts';
import { outcomes, type Outcome, type Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { Page } from 'playwright-core';
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

const itemsOf = (page: Page) => page.locator('section[aria-label="Needs attention"] li');
const badge = (page: Page) => page.getByRole('navigation').getByRole('link', { name: /^Overview/ });

test('what needs a person is one thing: the list of the Overview, the number in the rail, and the word in the row', async () => {
  const { rows } = await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules?filter=failing');
  assert.deepEqual(rows.map(({ name }) => name).toSorted(), wanted);

  const { page, complaints } = await rota.open('/overview');
  await itemsOf(page)
    .nth(wanted.length - 1)
    .waitFor();
  const names = await itemsOf(page).locator('strong').allInnerTexts();
  assert.deepEqual(names.toSorted(), wanted);
  assert.equal(await badge(page).innerText(), `Overview\n${wanted.length}\n${wanted.length} things need attention`);
  await page.goto(`${rota.server.url}/#/schedules`);
  await page.locator('tbody tr[data-key]').nth(outcomes.length).waitFor();
  assert.equal(await page.locator('tbody').getByText('Needs attention').count(), wanted.length, 'and in no other row');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('starts by a program that fail are told of like schedules; what one person has seen is gone for all, and comes back with Undo', async () => {
  await rota.server.addProcess({ name: 'Fails', title: 'Invoice', command: 'node', args: ['-e', 'process.exit(3)'] });
  const client = await rota.server.addClient({ name: 'erp' });
  for (let n = 0; n < 2; n += 1) await client.final(await client.start({ name: 'Fails' }));
  const { page } = await rota.open('/overview');
  const { page: other } = await rota.open('/overview');
  const invoice = (tab: Page) => itemsOf(tab).filter({ hasText: 'Invoice' });
  for (const [language, facts] of [
    ['tr', 'Başlatan: API: erp · 2 çalıştırma, ilki'],
    ['en', 'Started by API: erp · 2 runs, the first'],
  ] as const) {
    await rota.set({ language });
    await page.getByText(facts).waitFor();
    assert.deepEqual(await axeViolations(page), []);
  }
  await invoice(other).waitFor();
  await page.getByRole('button', { name: 'Seen: Invoice' }).click();
  await invoice(other).waitFor({ state: 'detached' });
  await page.getByText('Marked as seen: Invoice').waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await page.getByRole('button', { name: 'Undo' }).click();
  await invoice(other).waitFor();
  await invoice(page).waitFor();
  await seenFromItsRun(page);
  await invoice(page).waitFor();
  await page.getByRole('button', { name: 'Mark all as seen' }).click();
  await page.getByText('Nothing needs attention.').waitFor();
  await other.getByText('Nothing needs attention.').waitFor();
  assert.equal(await badge(other).innerText(), 'Overview');
  await page.close();
  await other.close();
});

/** The page of the run and its row in the list say so, too, and Undo takes it back. */
async function seenFromItsRun(overview: Page): Promise<void> {
  const { items } = await rota.server.console<AttentionAnswer>('GET', '/api/attention');
  const { runs } = items.find(({ process }) => process === 'Fails')!;
  assert.equal(runs.length, 2);
  const invoice = itemsOf(overview).filter({ hasText: 'Invoice' });
  const { page } = await rota.open(`/runs/${runs[1]}`);
  const button = page.getByRole('button', { name: 'Mark as seen' });
  await button.click();
  await invoice.waitFor({ state: 'detached' });
  await button.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await button.waitFor();
  await page.goto(`${rota.server.url}/#/runs?process=Fails&period=all`);
  const row = page.locator(`tbody tr[data-key="${runs[0]}"]`);
  await row.focus();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Mark as seen' }).click();
  await invoice.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await invoice.waitFor();
  await page.close();
}

test('of more than the list shows none is passed over: the number is that of all, and the rest is a click away', async () => {
  for (let n = 0; n < 12; n += 1) {
    const plan = { kind: 'call', timezone: 'UTC' };
    const body = { name: `Fails ${n}`, process: 'Fails', values: {}, plan };
    const { row } = await rota.server.console<{ row: ScheduleRow }>('POST', '/api/schedules', body);
    const { run } = await rota.server.console<{ run: Run }>('POST', `/api/schedules/${row.id}/run`, {});
    await ended(rota.server, run.id);
  }
  const { page } = await rota.open('/overview');
  await page.getByRole('heading', { name: 'Needs attention12' }).waitFor();
  await page.getByRole('button', { name: 'Show 2 more' }).click();
  await itemsOf(page).nth(11).waitFor();
  await page.close();
});
