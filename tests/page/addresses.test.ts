import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

test('eight tabs and the history are not all called the same', async () => {
  const values = { userName: 'Ada' };
  const { run } = await rota.server.console<{ run: Run }>('POST', '/api/processes/OneStepNotepadRunner/run', {
    values,
  });
  const { page } = await rota.open('/schedules');
  const called = (title: string) => page.waitForFunction((wanted) => document.title === wanted, `${title} · Rota`);
  await called('Scheduler');
  await page.goto(`${rota.server.url}/#/runs/${run.id}`);
  await called(run.scheduleName);
  await page.goto(`${rota.server.url}/#/processes/OneStepNotepadRunner`);
  await called('Notepad demo');
  await page.getByRole('link', { name: 'Timeline', exact: true }).click();
  await called('Timeline');
  await page.close();
});

test('times in an address that no calendar knows do not break the screen', async () => {
  const { page, complaints } = await rota.open('/schedules');
  for (const address of [
    `/runs?from=${'9'.repeat(20)}`,
    `/runs?to=${'9'.repeat(16)}`,
    `/timeline?from=${'9'.repeat(16)}&to=${Number('9'.repeat(16)) + 3_600_000}`,
    '/timeline?from=-9999999999999999&to=-9999999990000000',
  ]) {
    await page.goto(`${rota.server.url}/#/schedules`);
    await page.waitForFunction(() => document.title.startsWith('Scheduler'));
    await page.goto(`${rota.server.url}/#${address}`);
    await page.waitForFunction(
      (wanted) => document.title.startsWith(wanted),
      address.startsWith('/r') ? 'Runs' : 'Time',
    );
    assert.equal(await page.getByText('This screen stopped working').count(), 0, address);
  }
  assert.deepEqual(complaints, []);
  await page.close();
});
