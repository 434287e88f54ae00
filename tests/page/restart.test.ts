import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { startRota } from '../support/server.ts';
import { until } from '../support/until.ts';
import { openRotaPage } from './rota-page.ts';

test('a restart is offered where it is needed, asks while runs are active, and takes the page along to the new port', async () => {
  const first = await startRota();
  await first.console('PATCH', '/api/settings', { port: await freePort(), language: 'en' });
  await first.stop({ keepHome: true });
  const rota = await openRotaPage({ home: first.home, env: { ROTA_PORT: '' } });
  try {
    const { page } = await rota.open('/settings/server');
    const offer = page.getByRole('button', { name: 'Restart now' });
    assert.equal(await offer.count(), 0, 'not before it is needed');
    await rota.server.addProcess({
      name: 'Long',
      command: process.execPath,
      args: ['-e', 'setInterval(() => {}, 1000)'],
    });
    await rota.server.console('POST', '/api/processes/Long/run', {});
    await until(
      'the run is running',
      async () =>
        (await rota.server.console<{ worker: { running: number } }>('GET', '/api/worker')).worker.running === 1,
    );
    const port = await freePort();
    await page.getByLabel('Port', { exact: true }).fill(String(port));
    await page.getByLabel('Port', { exact: true }).blur();
    await offer.click();
    const question = page.getByRole('dialog');
    await question.getByText('1 run is active.').waitFor();
    await question.getByRole('button', { name: 'Keep running' }).click();
    await question.waitFor({ state: 'hidden' });
    await offer.click();
    await question.getByRole('button', { name: 'Restart now' }).click();
    await page.waitForURL(`http://127.0.0.1:${port}/#/settings/server`, { timeout: 60_000 });
    await page.getByRole('heading', { name: 'Server' }).waitFor();
    assert.equal(await page.getByLabel('Port', { exact: true }).inputValue(), String(port));
    assert.equal(await offer.count(), 0, 'offered once');
    await page.close();
  } finally {
    await rota.close();
  }
});
