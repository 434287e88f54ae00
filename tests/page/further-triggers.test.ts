import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { Run } from '../../contract/run.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';
import { openParts } from './support/form-parts.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
const text = (title: string) => ({ type: 'object', properties: { order: { type: 'string', title } } }) as const;

before(async () => {
  rota = await openRotaPage();
  const command = process.execPath;
  for (const [name, title] of [
    ['Load', 'Load orders'],
    ['Report', 'Write the report'],
  ] as const)
    await rota.server.addProcess({ name, title, command, args: ['-e', '0'], parameters: text(`Order of ${name}`) });
});
after(() => rota.close());

const runs = async () => (await rota.server.console<{ runs: Run[] }>('GET', '/api/runs?result=all')).runs;

test('a web call and the end of its run start nothing that was set up by hand', async () => {
  const { page, complaints } = await rota.open('/schedules/new?process=Load');
  await page.getByLabel('Only when called by the API').check();
  await openParts(page, 'triggers');
  await page.getByRole('button', { name: 'When a web call comes…' }).click();
  await page.keyboard.press('Control+s');
  await page.locator('form [role=alert]').getByText('Give it a name').first().waitFor();
  await page.fill('[id="triggers.0.name"]', 'orders');
  await page.getByRole('button', { name: 'Create a new secret' }).click();
  const secret = await page.getByText(/^whsec_/).innerText();
  await page.getByRole('button', { name: 'Take from the call: Order of Load' }).click();
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() => location.hash === '#/schedules');
  await page.getByText('When the web call “orders” comes').first().waitFor();

  await page.goto(`${rota.server.url}/#/schedules/new?process=Report`);
  await page.getByLabel('Only when called by the API').check();
  await openParts(page, 'triggers');
  await page.getByRole('button', { name: 'When another run ends…' }).click();
  await page.locator('[id="triggers.0.of"]').click();
  await page.getByRole('option', { name: 'Load orders' }).first().click();
  await page.getByRole('button', { name: 'Give other values' }).click();
  await page.getByRole('menuitem', { name: 'Order of Report' }).click();
  await page.fill('[id="triggers.0.values.order"]', 'done: {{values.order}}');
  assert.deepEqual(await axeViolations(page), []);
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() => location.hash === '#/schedules');

  const body = JSON.stringify({ order: '4711' });
  const at = new Date();
  const { status } = await fetch(`${rota.server.url}/scheduler/connector-api/process/hook/orders`, {
    method: 'POST',
    body,
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
    },
  });
  assert.equal(status, 202);
  const report = await until('the report has run', async () =>
    (await runs()).find(({ process, status: now }) => process === 'Report' && now === 'ended'),
  );
  const { run } = await rota.server.console<{ run: { values: object } }>('GET', `/api/runs/${report.id}`);
  assert.deepEqual(run.values, { order: 'done: 4711' });
  assert.deepEqual(complaints, []);
  await page.close();
});

test('looking at a server from the menu is not to be had, or does not say why it could not be looked', async () => {
  await rota.server.console('PUT', '/api/vault/Servers', {});
  await rota.server.console('PUT', '/api/vault/Servers/key', { kind: 'text', value: 'a password' });
  const port = await freePort();
  const on = { id: 'in', kind: 'sftp', host: '127.0.0.1', port, user: 'bank', password: '{{vault:Servers/key}}' };
  const plan = { kind: 'call', timezone: 'UTC' };
  const options = { triggers: [on] };
  await rota.server.console('POST', '/api/schedules', { name: 'From the bank', process: 'Load', plan, options });
  const { page, complaints } = await rota.open('/schedules');
  const line = page.locator('tbody tr[data-key]', { hasText: 'From the bank' });
  await line.getByRole('button', { name: 'More for From the bank' }).click();
  await page.getByRole('menuitem', { name: 'Look now' }).click();
  await page.getByText(`From the bank: Nothing answers at 127.0.0.1:${port}`).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
