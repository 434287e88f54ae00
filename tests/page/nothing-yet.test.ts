import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { seedHistory } from './support/history-seeds.ts';
import { axeViolations, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

let fresh: RotaPage;
let busy: RotaPage;

before(async () => {
  fresh = await openRotaPage();
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-week-'));
  await seedHistory(home);
  busy = await openRotaPage({ home, height: 500 });
});
after(async () => {
  await fresh.close();
  await busy.close();
});

for (const [language, quiet, way] of [
  ['en', 'Nothing ran in this time and nothing is due.', 'Open Scheduler'],
  ['tr', 'Bu sürede çalışan ya da zamanı gelen bir şey yok.', 'Zamanlayıcıyı aç'],
] as const) {
  test(`an Overview of nothing says so once and leads on, and claims no success (${language})`, async () => {
    await fresh.set({ language, theme: 'dark' });
    const { page, complaints } = await fresh.open('/overview');
    await page.getByText(quiet).waitFor();
    assert.equal(await page.locator('main h2').count(), 0);
    assert.deepEqual(await axeViolations(page), []);
    await page.getByRole('link', { name: way }).click();
    await page.waitForURL(/#\/schedules/);
    await page.close();
    assert.deepEqual(complaints, []);
  });
}

test('a timeline of nothing leads on, and one of a process that did not run leads back to all', async () => {
  await fresh.set({ language: 'en', theme: 'light' });
  const { page, complaints } = await fresh.open('/timeline?process=OneStepNotepadRunner');
  await page.getByText('“Notepad demo” did not run in this time and is not due.').waitFor();
  await page.getByRole('button', { name: 'All processes' }).click();
  await page.getByText('Nothing ran and nothing is due in this time.').waitFor();
  await page.getByRole('link', { name: 'Open Scheduler' }).click();
  await page.waitForURL(/#\/schedules/);
  await page.close();
  assert.deepEqual(complaints, []);
});

test('where a day is a list of a hundred rows, what is next is in view and under the first Tab', async () => {
  await busy.set({ language: 'en', theme: 'light' });
  const now = Date.now();
  const { page } = await busy.open(`/timeline?view=list&from=${now - 43_200_000}&to=${now + 43_200_000}`);
  await page.waitForFunction(() => {
    const row = [...document.querySelectorAll('tbody tr[data-key]')].find((each) => /Upcoming/.test(each.textContent));
    const box = row?.getBoundingClientRect();
    return box !== undefined && box.top > 100 && box.bottom < innerHeight;
  });
  await page.waitForFunction(() =>
    /Upcoming|Running/.test(document.querySelector('tbody tr[tabindex="0"]')?.textContent ?? ''),
  );
  await page.close();
});

test('a run that was skipped is not said to have taken 0 s', async () => {
  await busy.set({ language: 'en', theme: 'light' });
  const { runs } = await busy.server.console<{ runs: Run[] }>('GET', '/api/runs?result=skipped&process=MailSorter');
  const at = runs[0]!.dueAt;
  const { page } = await busy.open(
    `/timeline?process=MailSorter&from=${at - 1_800_000}&to=${at + 1_800_000}&view=list`,
  );
  const skipped = page.locator('tbody tr[data-key]', { hasText: 'Skipped' }).first();
  await skipped.locator('td').last().getByText('—', { exact: true }).waitFor();
  await page.close();
});

test('the Overview has more processes than lanes: none that failed is left out, and the others are counted', async () => {
  await busy.set({ language: 'en', theme: 'light' });
  for (let index = 0; index < 7; index += 1) {
    await busy.server.addProcess({ name: `Alpha${index}`, command: 'true' });
    await busy.server.console('POST', `/api/processes/Alpha${index}/run`, { values: {} });
  }
  await busy.server.addProcess({ name: 'Zulu', command: 'false' });
  await busy.server.console('POST', '/api/processes/Zulu/run', { values: {} });
  const { page } = await busy.open('/overview');
  const lanes = page.locator('section', { has: page.getByRole('heading', { name: 'Today' }) });
  await lanes.getByText('Zulu').waitFor();
  await lanes.getByText(/^\d+ more processes on the timeline$/).waitFor();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const first = page.getByRole('region').getByRole('row', { name: /Zulu.*Failed/ });
  await first.locator('[data-tone=bad]').first().waitFor();
  await settle(page);
  assert.deepEqual(await axeViolations(page), []);
  await page.close();
});
