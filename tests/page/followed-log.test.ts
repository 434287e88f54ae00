import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { until } from '../support/until.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

/** Prints a few lines, then as many as a file asks for, whenever the file changes. */
const onSignal = `
const { existsSync, readFileSync } = require('node:fs');
const file = process.argv[1];
let said = 0;
process.on('SIGTERM', () => process.exit(0));
console.log('at the begin');
setInterval(() => {
  const wanted = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (wanted <= said) return;
  process.stdout.write(Array.from({ length: wanted - said }, () => 'late line ' + ++said + '\\n').join(''));
}, 20);
`;

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({
    name: 'OnSignal',
    command: 'node',
    args: ['-e', onSignal, '{{file}}'],
    parameters: { type: 'object', properties: { file: { type: 'string' } } },
  });
});
after(() => rota.close());

async function started(name: string) {
  const file = path.join(rota.server.home, name);
  const body = { values: { file } };
  const { run } = await rota.server.console<{ run: Run }>('POST', '/api/processes/OnSignal/run', body);
  const hasLines = (count: number) =>
    until(`${count} lines in the log`, async () => {
      const { total } = await rota.server.console<{ total: number }>('GET', `/api/runs/${run.id}/log?limit=1`);
      return total >= count;
    });
  await hasLines(2);
  return { run, hasLines, go: (count: number) => writeFileSync(file, String(count)) };
}

test('a line that is written between the reading of a log and the asking for new ones never comes', async () => {
  const { run, hasLines, go } = await started('one');
  const { page, complaints } = await rota.open('/runs');
  await page.route('**/watch', async (route) => {
    await page.getByText('at the begin', { exact: true }).waitFor();
    go(1);
    await hasLines(3);
    await route.continue();
  });
  await page.goto(`${rota.server.url}/#/runs/${run.id}`);
  await page.getByText('late line 1', { exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a robot that writes five megabytes at once throws the page off the line, or lines are lost', async () => {
  const { run, go } = await started('many');
  let opened = 0;
  rota.browser.context.on('request', (request) => {
    if (request.url().endsWith('/api/events')) opened += 1;
  });
  const { page, complaints } = await rota.open(`/runs/${run.id}`);
  await page.getByText('at the begin', { exact: true }).waitFor();
  go(90_000);
  await page.getByText('late line 90000', { exact: true }).waitFor({ timeout: 60_000 });
  await page.getByText('90,002 lines').waitFor();
  await page.fill('main input[type=search]', 'late line 45678');
  await page.getByText('1 line found', { exact: true }).waitFor();
  assert.equal(opened, 1);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a window that becomes taller or lower lets go of the end of a log that is followed', async () => {
  const { run, go } = await started('window');
  const { page, complaints } = await rota.open(`/runs/${run.id}`);
  const isInView = async (line: number) => {
    const found = page.getByText(`late line ${line}`, { exact: true });
    await found.waitFor();
    await until(`line ${line} in view`, () =>
      found.evaluate((element) => {
        const box = element.closest('[role=region]')?.getBoundingClientRect();
        return box !== undefined && element.getBoundingClientRect().bottom <= box.bottom;
      }),
    );
  };
  const width = page.viewportSize()?.width ?? 1280;
  let lines = 0;
  for (const height of [800, 808, 820, 700, 705, 900]) {
    await page.setViewportSize({ width, height });
    if (lines > 0) await isInView(lines);
    go((lines += 200));
    await isInView(lines);
  }
  assert.deepEqual(complaints, []);
  await page.close();
});

test('an address with a line is not gone to, because the page follows the end of that log', async () => {
  const { run, go } = await started('address');
  const { page, complaints } = await rota.open(`/runs/${run.id}`);
  const follow = page.getByLabel('Follow');
  go(400);
  await page.getByText('late line 400', { exact: true }).waitFor();
  assert.ok(await follow.isChecked());
  await page.evaluate((hash) => void (location.hash = hash), `/runs/${run.id}?tab=log&attempt=1&line=50`);
  await page.locator('[data-line="50"]').waitFor();
  assert.ok(!(await follow.isChecked()));
  go(500);
  await page.getByText('502 lines').waitFor();
  assert.ok(await page.locator('[data-line="50"]').isVisible(), 'further lines do not move the reader');
  await follow.check();
  await page.getByText('late line 500', { exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
