import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../contract/run.ts';
import { until } from '../support/until.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

/** Prints the lines of a text, then ends; or waits for a file and then prints the part after a line `---`. */
const says = `
const { existsSync } = require('node:fs');
const [lines, rest] = process.env.INPUT_TEXT.split('\\n---\\n');
console.log(lines);
if (rest === undefined) process.exit(Number(process.env.INPUT_CODE));
const timer = setInterval(() => {
  if (!existsSync(process.env.INPUT_FILE)) return;
  clearInterval(timer);
  console.log(rest);
}, 20);
`;

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({ name: 'Says', command: 'node', args: ['-e', says] });
  await rota.server.addProcess({ name: 'Floods', command: 'node', args: ['-e', floods], maxLogMegabytes: 0.1 });
});
after(() => rota.close());

async function start(process: string, values: Record<string, unknown>): Promise<Run> {
  return (await rota.server.console<{ run: Run }>('POST', `/api/processes/${process}/run`, { values })).run;
}
const status = async (id: string) => (await rota.server.console<{ run: Run }>('GET', `/api/runs/${id}`)).run.status;
const ended = (id: string) => until('the run has ended', async () => (await status(id)) === 'ended');
const shown = (page: Page) =>
  page
    .locator('[data-line]')
    .evaluateAll((lines) => lines.map((line) => Number((line as HTMLElement).dataset['line'])));
const isShown = (page: Page, numbers: readonly number[]) =>
  until(`lines ${numbers.join(', ')}`, async () => (await shown(page)).join() === numbers.join());

const text = [
  '::group::Quiet', // 2
  'one', // 3
  '::group::In it', // 4
  'needle', // 5
  '::endgroup::', // 6
  '::endgroup::', // 7
  '::group::Broken', // 8
  '::error::broke', // 9
  '::endgroup::', // 10
  'between', // 11
  '::group::Left open', // 12
  'last', // 13
].join('\n');

test('groups fold; what failed, what is found and what was never closed cannot be seen', async () => {
  const run = await start('Says', { text, code: '3' });
  await ended(run.id);
  const { page, complaints } = await rota.open(`/runs/${run.id}?line=11`);
  await isShown(page, [1, 2, 8, 9, 11, 12, 13, 14]);
  const quiet = page.getByRole('button', { name: /^Quiet/ });
  assert.equal(await quiet.getAttribute('aria-expanded'), 'false');
  await quiet.press('Enter');
  await isShown(page, [1, 2, 3, 4, 8, 9, 11, 12, 13, 14]);
  await quiet.press('Space');
  await page.getByRole('button', { name: 'Expand all groups' }).click();
  await isShown(page, [1, 2, 3, 4, 5, 8, 9, 11, 12, 13, 14]);
  await page.getByRole('button', { name: 'Collapse all groups' }).click();
  await isShown(page, [1, 2, 8, 11, 12, 14]);
  await page.getByRole('searchbox', { name: 'Find in log' }).fill('needle');
  await page.getByText('1 match', { exact: false }).waitFor();
  await page.keyboard.press('Enter');
  await isShown(page, [1, 2, 3, 4, 5, 8, 11, 12, 14]);
  await page.locator('[data-active] mark').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a group is folded while the robot still writes into it, or stays open when it is done', async () => {
  const file = path.join(rota.server.home, 'go-on');
  const run = await start('Says', { text: '::group::Work\none\n---\ntwo\n::endgroup::\nafter', file });
  const { page } = await rota.open(`/runs/${run.id}`);
  await page.getByText('one', { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Work/ }).getAttribute('aria-expanded'), 'true');
  writeFileSync(file, '');
  await page.getByText('after', { exact: true }).waitFor();
  await isShown(page, [1, 2, 6, 7]);
  await page.close();
});

/** More than its log holds, then a line at a time, until a file exists. */
const floods = `
const { existsSync } = require('node:fs');
for (let n = 1; n <= 5000; n += 1) console.log('line ' + n + ' ' + '.'.repeat(40));
let n = 0;
const timer = setInterval(() => {
  if (existsSync(process.env.INPUT_FILE)) return process.exit(0);
  console.log('late ' + (n += 1));
}, 50);
`;

test('the end of a log that is full cannot be seen while its robot runs', async () => {
  const file = path.join(rota.server.home, 'enough');
  const run = await start('Floods', { file });
  const { page, complaints } = await rota.open(`/runs/${run.id}`);
  await page
    .getByText(/^late \d+$/)
    .last()
    .waitFor();
  await page.keyboard.press('Control+g');
  await page.keyboard.type('999999');
  await page.keyboard.press('Enter');
  await page.getByText(/lines are left out so far/).waitFor();
  writeFileSync(file, '');
  await page.getByText(/^[\d,]+ lines are left out here/).waitFor();
  await ended(run.id);
  await page.getByRole('region', { name: 'Log of the run' }).press('End');
  await page
    .getByText(/^late \d+$/)
    .last()
    .waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('what is no line number is refused in words, at the field', async () => {
  const run = await start('Says', { text: 'one', code: '0' });
  await ended(run.id);
  for (const [language, name, words] of [
    ['en', 'Go to line', 'A line number, then Enter (Ctrl G)'],
    ['tr', 'Satıra git', 'Satır numarası, sonra Enter (Ctrl G)'],
  ] as const) {
    await rota.set({ language });
    const { page } = await rota.open(`/runs/${run.id}`);
    const field = page.getByLabel(name, { exact: true });
    const said = () => field.evaluate((input) => (input as HTMLInputElement).validationMessage);
    await field.fill('abc');
    await field.press('Enter');
    assert.equal(await said(), words);
    await field.fill('3');
    assert.equal(await said(), '');
    await field.press('Enter');
    await page.waitForURL(/line=3$/);
    await page.close();
  }
  await rota.set({ language: 'en' });
});
