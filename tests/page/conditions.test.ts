import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { openParts } from './support/form-parts.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
let folder: string;
const listening = createServer((socket) => socket.destroy());

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rota-page-if-'));
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  rota = await openRotaPage();
  await rota.server.addProcess({ name: 'Load', command: process.execPath, args: ['-e', '0'] });
});
after(async () => {
  listening.close();
  await rota.close();
  await rm(folder, { recursive: true, force: true });
});

test('conditions made by hand do not say what is wrong with them, what they see, or why a run waits', async () => {
  const { page, complaints } = await rota.open('/schedules/new?process=Load');
  await page.getByLabel('Only when called by the API').check();
  await openParts(page, 'conditions');
  const add = async (kind: string) => {
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('menuitem', { name: kind }).click();
  };
  await add('A file or folder is there');
  await page.fill('[id="conditions.list.0.folder"]', 'in');
  const file = page.getByRole('group', { name: 'Condition 1' });
  assert.equal(await file.getByRole('button', { name: 'Test now' }).isDisabled(), true);
  await page.keyboard.press('Control+s');
  await page.locator('form [role=alert]').getByText('Enter a full path').waitFor();
  await page.fill('[id="conditions.list.0.folder"]', folder);
  await page.fill('[id="conditions.list.0.pattern"]', 'bank-*.xml');
  await file.getByRole('button', { name: 'Test now' }).click();
  await file.getByText(`Not met: no file matches ${path.join(folder, 'bank-*.xml')}`).waitFor();
  await add('A server answers on a port');
  const port = page.getByRole('group', { name: 'Condition 2' });
  await page.fill('[id="conditions.list.1.host"]', '127.0.0.1');
  const number = String((listening.address() as AddressInfo).port);
  await page.fill('[id="conditions.list.1.port"]', number);
  await port.getByRole('button', { name: 'Test now' }).click();
  await port.getByText(`Met: 127.0.0.1:${number} answers`).waitFor();
  await add('The desktop is idle');
  await page.getByRole('button', { name: 'Remove condition 2' }).click();
  await page.getByText('Condition removed: A server answers on a port').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Condition 3' }).waitFor();
  assert.equal(await page.inputValue('[id="conditions.list.1.host"]'), '127.0.0.1');
  await page.getByRole('button', { name: 'Remove condition 3' }).click();
  await page.fill('[id="conditions.everySeconds"]', '5');
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() => location.hash === '#/schedules');
  await page.getByText(`only if bank-*.xml is in ${folder} and 127.0.0.1:${number} answers`).first().waitFor();
  const { rows } = await rota.server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
  const made = rows.find(({ options }) => options.conditions !== undefined)!;
  const client = await rota.server.addClient({ name: 'erp', scopes: ['start', 'read', 'manage'] });
  // A client is not led into the network: the file alone.
  const conditions = { everySeconds: 5, list: made.options.conditions!.list.slice(0, 1) };
  const spid = await client.start({ name: 'Load', values: {}, conditions });
  await page.goto(`${rota.server.url}/#/runs`);
  await page
    .getByText(/waits for its conditions: no file matches/)
    .first()
    .waitFor();
  await rota.set({ language: 'tr' });
  await page
    .getByText(/koşulları bekliyor: .*desenine uyan dosya yok/)
    .first()
    .waitFor();
  await page.goto(`${rota.server.url}/#/schedules/${made.id}/edit`);
  await openParts(page, 'conditions');
  const turkish = page.getByRole('group', { name: '1. koşul' });
  await turkish.getByRole('button', { name: 'Şimdi test et' }).click();
  await turkish.getByText('Sağlanmıyor: ', { exact: false }).waitFor();
  await writeFile(path.join(folder, 'bank-1.xml'), '<xml/>');
  assert.equal((await client.final(spid))['status'], 'SUCCEEDED');
  await rota.set({ language: 'en' });
  assert.deepEqual(complaints, []);
  await page.close();
});
