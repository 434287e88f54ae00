import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { promisify } from 'node:util';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

const run = promisify(execFile);
const rotaCommand = path.join(import.meta.dirname, '../../server/cli/rota.ts');
let rota: RotaPage;

before(async () => {
  rota = await openRotaPage({ env: { ROTA_TLS: 'on' }, trustsAnyCertificate: true });
});
after(() => rota.close());

test('a sample for a certificate that Rota made does not leave a program alone with it', async () => {
  const { page } = await rota.open('/schedules');
  await page.getByRole('button', { name: /^Parameters/ }).click();
  await page.locator('[role=dialog]').getByRole('radio', { name: 'curl', exact: true }).check();
  const note = await page.getByText(/^To trust Rota’s self-signed certificate/).innerText();
  const certificate = /tls\/\S+\.pem/.exec(note)?.[0] ?? '';
  const sample = await page.locator('[role=dialog] pre').innerText();
  const { stdout } = await run(process.execPath, [rotaCommand, 'client', 'add', 'erp', '--json'], {
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: rota.server.home },
  });
  const { user, password } = JSON.parse(stdout) as { user: string; password: string };
  const call = (extra: Record<string, string>) =>
    run('sh', ['-c', sample], { env: { ...process.env, ROTA_USER: user, ROTA_PASSWORD: password, ...extra } });
  await assert.rejects(call({ CURL_CA_BUNDLE: '' }), /certificate/);
  const answer = await call({ CURL_CA_BUNDLE: path.join(rota.server.home, certificate) });
  assert.equal((JSON.parse(answer.stdout) as { message: string }).message, 'Process saved');
  await page.close();
});
