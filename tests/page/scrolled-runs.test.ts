// A list of runs that stays open: for an hour while somebody reads further down, and for weeks.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import type { RunPages } from '../../renderer/api/keys.ts';
import { nothingPending, withPending, withOnTop, type PendingRuns } from '../../renderer/runs/run-pages.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';
import { ended } from './support/run-seeds.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({ name: 'Works', command: 'node', args: ['-e', ''] });
  for (let n = 0; n < 40; n += 1) await ended(rota.server, (await start()).id);
});
after(() => rota.close());

const start = async (): Promise<Run> =>
  (await rota.server.console<{ run: Run }>('POST', '/api/processes/Works/run', { values: {} })).run;

const top = () => document.querySelector('[role=grid]')?.parentElement?.scrollTop ?? -1;

test('the number of new runs leads to them', async () => {
  const { page } = await rota.open('/runs');
  const grid = page.locator('[role=grid]');
  await grid.locator('tbody tr[data-key]').nth(20).waitFor();
  await grid.hover();
  await page.mouse.wheel(0, 500);
  await page.waitForFunction(() => (document.querySelector('[role=grid]')?.parentElement?.scrollTop ?? 0) > 300);
  const { id } = await start();
  const fresh = page.getByRole('button', { name: '1 new run' });
  await fresh.click();
  await fresh.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelector('[role=grid]')?.parentElement?.scrollTop === 0);
  const row = grid.locator(`tr[data-key="${id}"]`);
  await row.getByRole('checkbox', { name: /^Select: Works, .*\d:\d\d/ }).waitFor();
  await page.close();
});

test('a full hour does not start the list over under somebody who has scrolled down; back at its top, it does', async () => {
  const { page } = await rota.open('/timeline');
  await page.clock.install();
  const begins = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/api/runs' && url.searchParams.get('limit') === '200')
      begins.add(url.searchParams.get('from') ?? '');
  });
  await page.goto(`${rota.server.url}/#/runs?period=24h`);
  await page.reload();
  const grid = page.locator('[role=grid]');
  await grid.locator('tbody tr[data-key]').nth(20).waitFor();
  await grid.hover();
  await page.mouse.wheel(0, 500);
  await page.waitForFunction(() => (document.querySelector('[role=grid]')?.parentElement?.scrollTop ?? 0) > 300);
  await page.clock.fastForward(61 * 60_000);
  await grid.getByText('1 h ago').first().waitFor();
  assert.equal(begins.size, 1, 'the period stays');
  assert.ok((await page.evaluate(top)) > 300);
  const [first = ''] = begins;
  const next = page.waitForRequest((request) => {
    const from = new URL(request.url()).searchParams.get('from');
    return from !== null && from !== first;
  });
  await page.mouse.wheel(0, -2000);
  await next;
  await page.close();
});

const run = (seq: number) => ({ id: `run ${seq}`, seq, status: 'queued' }) as Run;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => run(to - index));
const pages = (...all: (readonly Run[])[]): RunPages => ({
  pages: all.map((runs) => ({ runs: [...runs], next: runs.at(-1)?.seq ?? null })),
  pageParams: all.map((_runs, index) => (index === 0 ? null : all[index - 1]?.at(-1)?.seq)),
});
const seqs = (held: PendingRuns) => held.runs.map(({ seq }) => seq);

test('new runs that wait for weeks do not fill the memory, and what is dropped of them is no hole in the list', () => {
  let held = nothingPending;
  for (let seq = 401; seq <= 3000; seq += 1) held = withPending(held, run(seq));
  assert.equal(held.runs.length, 1000);
  assert.deepEqual([seqs(held)[0], seqs(held).at(-1), held.isMore], [3000, 2001, true]);
  const shown = withOnTop(pages(range(201, 400), range(1, 200)), held);
  assert.equal(shown.pages.length, 1);
  assert.equal(shown.pageParams.length, 1);
  const [first] = shown.pages;
  assert.deepEqual([first?.runs[0]?.seq, first?.runs.length, first?.next], [3000, 200, 2801]);
});

test('a run that is told of again while it waits is not two', () => {
  const held = withPending(withPending(withPending(nothingPending, run(7)), run(8)), { ...run(7), status: 'ended' });
  assert.deepEqual(seqs(held), [8, 7]);
  assert.equal(held.runs[1]?.status, 'ended');
  assert.equal(held.isMore, false);
});

test('a list that is open for weeks at its top does not grow for ever, and its pages fit on each other', () => {
  let list = pages(range(201, 400), range(1, 200));
  let most = 0;
  for (let seq = 401; seq <= 9000; seq += 1) {
    list = withOnTop(list, withPending(nothingPending, run(seq)));
    most = Math.max(most, list.pages[0]?.runs.length ?? 0);
    if (seq === 500)
      assert.deepEqual([list.pages.length, list.pages[0]?.runs.length], [2, 300], 'a few more cut nothing');
  }
  assert.ok(most <= 2000, `${most} runs`);
  assert.equal(list.pages.length, 1);
  const [first] = list.pages;
  assert.equal(first?.runs[0]?.seq, 9000);
  assert.equal(first?.next, first?.runs.at(-1)?.seq);
});
