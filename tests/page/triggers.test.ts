import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Run } from '../../contract/run.ts';
import { until } from '../support/until.ts';
import { openParts } from './support/form-parts.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let folder: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rota-page-in-'));
  rota = await openRotaPage();
  await rota.server.addProcess({
    name: 'Load',
    title: 'Load invoices',
    command: process.execPath,
    args: ['-e', '0'],
    parameters: { type: 'object', required: ['file'], properties: { file: { type: 'string', title: 'Invoice' } } },
  });
});
after(async () => {
  await rota.close();
  await rm(folder, { recursive: true, force: true });
});

test('a file trigger made by hand does not say what is wrong with it, or what started its run', async () => {
  const { page, complaints } = await rota.open('/schedules/new?process=Load');
  await page.getByLabel('Only when called by the API').check();
  await openParts(page, 'triggers');
  await page.getByText('Only its schedule starts it.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'When a file arrives…' }).click();
  await page.fill('[id="triggers.0.folder"]', 'in');
  await page.fill('[id="triggers.0.pattern"]', '*.xml');
  await page.keyboard.press('Control+s');
  await page.locator('form [role=alert]').getByText('Enter a full path').waitFor();
  await page.fill('[id="triggers.0.folder"]', folder);
  await page.locator('[id="triggers.0.valueName"]').click();
  await page.getByRole('option', { name: 'Invoice' }).click();
  await page.fill('[id="triggers.0.stillSeconds"]', '0');
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() => location.hash === '#/schedules');
  await page.getByText(`When a file *.xml arrives in ${folder}`).first().waitFor();
  // What is there before the first look does not count: so files are put there until one is seen.
  let count = 0;
  const run = await until('a file has made a run', async () => {
    await writeFile(path.join(folder, `invoice-${(count += 1)}.xml`), '<xml/>');
    const { runs } = await rota.server.console<{ runs: Run[] }>('GET', '/api/runs?result=all');
    return runs.find(({ trigger }) => trigger === 'file');
  });
  await page.goto(`${rota.server.url}/#/runs/${run.id}`);
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByText(/^file invoice-\d+\.xml arrived at /).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
