import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../contract/run.ts';
import { startRota } from '../support/server.ts';
import { openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;

before(async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-runs-'));
  await (await startRota({ home })).stop({ keepHome: true });
  addNeverRun(path.join(home, 'rota.db'));
  rota = await openRotaPage({ home });
  await rota.set({ language: 'en', theme: 'light' });
  const add = (name: string, program: string, more: object = {}) =>
    rota.server.addProcess({ name, command: 'node', args: ['-e', program], ...more });
  await add('Stubborn', `process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)`, {
    graceSeconds: 600,
  });
  await add(
    'Long',
    `const lines = Array.from({ length: 120_000 }, (_, n) => 'line number ' + (n + 1));
     process.stdout.write(lines.join('\\n') + '\\n', () => { console.error('it broke'); process.exitCode = 4; });`,
  );
  await add(
    'Quick',
    `let n = 0; const say = () => process.stdout.write(Array.from({ length: 50 }, () => 'said ' + ++n).join('\\n') + '\\n');
     const timer = setInterval(() => { say(); if (n === 2500) clearInterval(timer); }, 100);`,
  );
  await add(
    'Painter',
    `const fs = require('node:fs');
     const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
     fs.writeFileSync(process.env.ROTA_RUN_DIR + '/artifacts/seen.png', Buffer.from(pixel, 'base64'));
     fs.writeFileSync(process.env.ROTA_RUN_DIR + '/artifacts/list.csv', 'a;b');`,
  );
});
after(() => rota.close());

const start = async (name: string): Promise<Run> =>
  (await rota.server.console<{ run: Run }>('POST', `/api/processes/${name}/run`, { values: {} })).run;

test('the last lines of a run that failed do not open at the first of them', async () => {
  const run = await start('Long');
  await ended(rota.server, run.id);
  const { page } = await rota.open(`/runs/${run.id}`);
  const section = page.getByRole('region', { name: 'Why it did not succeed' });
  await section.getByText('Last 20 lines').click();
  const atEnd = (box: HTMLElement) => box.scrollTop > 0 && box.scrollTop + box.clientHeight + 1 >= box.scrollHeight;
  await section.locator('pre').waitFor();
  await page.waitForFunction(atEnd, (await section.locator('pre').elementHandle()) as never);
  await page.close();
});

test('a program that does not stop when asked can be ended by force, and not before it had its time', async () => {
  const run = await start('Stubborn');
  const { page, complaints } = await rota.open(`/runs/${run.id}`);
  await page.getByText('up', { exact: true }).waitFor();
  await page.clock.install();
  await page.getByRole('button', { name: 'Cancel run' }).click();
  const waiting = page.getByRole('button', { name: 'Cancelling' });
  await waiting.waitFor();
  assert.ok(await waiting.isDisabled());
  assert.ok(await waiting.evaluate((button) => button === document.activeElement), 'whoever cancels keeps the focus');
  await page.clock.fastForward(10_000);
  await page.getByRole('button', { name: 'Force stop' }).click();
  assert.equal((await ended(rota.server, run.id)).outcome, 'cancelled');
  await page.clock.resume();
  const why = page.getByRole('region', { name: 'Why it did not succeed' });
  await why.getByText('Cancelled by operator').waitFor();
  await why.getByText('was killed', { exact: false }).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('who comes back to a run that was asked to stop need not wait again before it can be ended by force', async () => {
  const run = await start('Stubborn');
  const { page } = await rota.open(`/runs/${run.id}`);
  await page.getByText('up', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('button', { name: /Cancelling|Force stop/ }).waitFor();
  await page.clock.install({ time: Date.now() + 60_000 });
  await page.reload();
  await page.getByRole('button', { name: 'Force stop' }).click();
  assert.equal((await ended(rota.server, run.id)).outcome, 'cancelled');
  await page.close();
});

const held = (page: Page) => page.locator('[data-line]').first().getAttribute('data-line').then(Number);

test('a long log opens at its error, and each line of it can be gone to and found', async () => {
  const { id } = await start('Long');
  await ended(rota.server, id);
  const { page } = await rota.open(`/runs/${id}`);
  await page.locator('[data-active]').getByText('it broke').waitFor();
  await page.getByText('120,003 lines', { exact: true }).waitFor();
  await page.goto(`${rota.server.url}/#/runs/${id}#L5`);
  await page.locator('[data-active]').getByText('line number 4', { exact: true }).waitFor();
  assert.ok((await held(page)) < 5);
  await page.getByRole('searchbox', { name: 'Find in log' }).fill('number 99990');
  await page.getByText('1 line found', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('mark').getByText('number 99990').waitFor();
  await page.getByText('1 of 1', { exact: true }).first().waitFor();
  await page.getByRole('searchbox', { name: 'Find in log' }).fill('number 119990');
  await page.getByText('1 line found', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('mark').getByText('number 119990').waitFor();
  await page.keyboard.press('Control+g');
  await page.keyboard.type('70,001');
  await page.keyboard.press('Enter');
  await page.locator('[data-active]').getByText('line number 70000', { exact: true }).waitFor();
  await page.getByRole('region', { name: 'Log of the run' }).press('Home');
  await page.locator('[data-line="1"]').waitFor();
  await page.keyboard.press('End');
  await page.locator('[data-line="120003"]').waitFor();
  await page.close();
});

test('who watches a run to its end is not torn away from there, though it fails', async () => {
  const flag = path.join(await mkdtemp(path.join(os.tmpdir(), 'rota-flag-')), 'end');
  const program = `const fs = require('node:fs');
    console.log('::error::early');
    for (let n = 1; n <= 200; n += 1) console.log('step ' + n);
    setInterval(() => { if (fs.existsSync(process.env.FLAG)) process.exit(3); }, 20);`;
  await rota.server.addProcess({ name: 'Late', command: 'node', args: ['-e', program], env: { FLAG: flag } });
  const { id } = await start('Late');
  const { page } = await rota.open(`/runs/${id}`);
  await page.getByText('step 200', { exact: true }).waitFor();
  await writeFile(flag, '');
  const toError = page.getByRole('button', { name: 'Go to the first error, line 2' });
  await toError.waitFor();
  await settle(page);
  assert.ok((await held(page)) > 100);
  await toError.click();
  await page.locator('[data-active]').getByText('early').waitFor();
  await page.close();
});

test('of five hundred lines a second none is lost, doubled or out of order, and the end stays in view', async () => {
  const run = await start('Quick');
  const { page, complaints } = await rota.open(`/runs/${run.id}`);
  await page.getByText('said 2500', { exact: true }).waitFor({ timeout: 60_000 });
  await ended(rota.server, run.id);
  await page.getByText('2,502 lines', { exact: true }).waitFor();
  const lines = await page
    .locator('[data-line]')
    .evaluateAll((found) =>
      found.map((line) => ({ number: Number((line as HTMLElement).dataset['line']), text: line.textContent })),
    );
  for (const { number, text } of lines.slice(0, -1)) assert.ok(text.endsWith(`said ${number - 1}`), text);
  assert.ok(lines.length > 20);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('pictures stand among the outputs, and files can be taken away', async () => {
  const { id } = await start('Painter');
  await ended(rota.server, id);
  const { page, complaints } = await rota.open(`/runs/${id}?tab=outputs`);
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('main img')?.naturalWidth === 1);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download list.csv' }).click();
  assert.equal((await download).suggestedFilename(), 'list.csv');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a run that nobody knows, or that was removed by age, is said to be gone, with a way on', async () => {
  const { page } = await rota.open('/runs/no-such-run');
  await page.getByText(/does not exist any more/).waitFor();
  await page.locator('main').getByRole('link', { name: 'Show runs' }).click();
  await page.waitForURL(/#\/runs$/);
  await page.close();
});

test('new runs do not push away what is being read: they wait behind their number', async () => {
  for (let count = 0; count < 30; count += 1) await ended(rota.server, (await start('Painter')).id);
  const { page } = await rota.open('/runs?process=Painter');
  const grid = page.locator('[role=grid]');
  await grid.locator('tbody tr[data-key]').nth(10).waitFor();
  await grid.hover();
  await page.mouse.wheel(0, 600);
  await page.waitForFunction(() => (document.querySelector('[role=grid]')?.parentElement?.scrollTop ?? 0) > 100);
  for (let count = 0; count < 3; count += 1) await ended(rota.server, (await start('Painter')).id);
  await page.getByRole('button', { name: '3 new runs' }).click();
  await page.getByRole('button', { name: '3 new runs' }).waitFor({ state: 'detached' });
  await page.close();
});

test('each way not to run has its word and its reason, in both languages', async () => {
  for (const [language, words] of [
    ['en', ['Skipped', 'skipped: the run before it was still active', 'Missed', 'Blocked', 'Expired']],
    ['tr', ['Atlandı', 'atlandı: önceki çalıştırma hâlâ sürüyordu', 'Kaçırıldı', 'Engellendi', 'Süresi doldu']],
  ] as const) {
    await rota.set({ language });
    const { page } = await rota.open('/runs?process=Never');
    for (const word of words) await page.locator('tbody').getByText(word, { exact: true }).waitFor();
    await page.close();
  }
  await rota.set({ language: 'en' });
});

/** Due times of the example that did not run, one of each kind. */
function addNeverRun(file: string): void {
  const reasons = {
    skipped: { code: 'overlap', params: {} },
    missed: { code: 'was-off', params: { at: '09:00' } },
    blocked: { code: 'queue-full', params: { count: 100 } },
    expired: { code: 'too-late', params: { seconds: 60 } },
  };
  const db = new DatabaseSync(file);
  const insert = db.prepare(
    `INSERT INTO run (id, schedule, process, trigger, status, outcome, reason, due_at, queued_at, ended_at, max_attempts, rank, worker)
     VALUES (?1, (SELECT min(seq) FROM schedule), 'Never', 'schedule', 'ended', ?1, ?2, ?3, ?3, ?3, 1, 0, 'w')`,
  );
  for (const [index, [outcome, reason]] of Object.entries(reasons).entries())
    insert.run(outcome, JSON.stringify(reason), Date.now() - 60_000 * (index + 1));
  db.close();
}

test('the pictures of the steps of a robot are not shown, or in another order', async () => {
  const blank = await rota.open('/');
  const picture = path.join(await mkdtemp(path.join(os.tmpdir(), 'rota-steps-')), 'step.jpg');
  await blank.page.screenshot({ type: 'jpeg', path: picture });
  await blank.page.close();
  // As the desktop app puts them there.
  const program = `const fs = require('node:fs');
    const folder = process.env.ROTA_RUN_DIR + '/artifacts/steps';
    fs.mkdirSync(folder, { recursive: true });
    for (const name of ['002 Saved', '010 Closed', '001 Invoice opened'])
      fs.copyFileSync(process.env.PICTURE, folder + '/' + name + '.jpg');`;
  await rota.server.addProcess({ name: 'Steps', command: 'node', args: ['-e', program], env: { PICTURE: picture } });
  const run = await start('Steps');
  await ended(rota.server, run.id);
  const { page, complaints } = await rota.open(`/runs/${run.id}`);
  await page.getByRole('tab', { name: /^Outputs/ }).click();
  const strip = page.getByRole('region', { name: 'Steps' });
  await strip.getByRole('img', { name: 'The screen after “Invoice opened”' }).waitFor();
  const isShown = (image: Element) => (image as HTMLImageElement).naturalWidth > 100;
  for (const image of await strip.getByRole('img').all())
    await page.waitForFunction(isShown, (await image.elementHandle()) as never);
  assert.deepEqual(await strip.locator('li span').allInnerTexts(), ['1. Invoice opened', '2. Saved', '10. Closed']);
  assert.deepEqual(complaints, []);
  await page.close();
});
