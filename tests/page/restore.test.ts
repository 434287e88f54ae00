import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/start.ts';
import { until } from '../support/until.ts';
import { axeViolations, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
  await rota.set({ language: 'en' });
});
after(() => rota.close());

test('a backup that cannot be restored offers no way back to it and says why, in the language of the reader; more than ten are counted', async () => {
  const backups = path.join(rota.server.home, 'backups');
  await rota.server.console('POST', '/api/backup', {});
  const [newest = ''] = (await readdir(backups)).sort().reverse();
  for (let day = 10; day < 20; day += 1)
    await cp(path.join(backups, newest), path.join(backups, `2025-01-${day}T09-00-00-000Z`), { recursive: true });
  await writeFile(path.join(backups, newest, 'secret.key'), 'short');
  const { page, complaints } = await rota.open('/settings/data');
  const rows = page.getByRole('region', { name: 'Backups' }).locator('tbody tr');
  await rows.nth(9).waitFor();
  await page.getByText(/^1[1-9] backups in all; the newest 10 are shown\.$/).waitFor();
  await rows.first().getByText('Cannot be restored').waitFor();
  await rows
    .first()
    .getByText(/secret\.key is not a key/)
    .waitFor();
  assert.equal(await rows.first().getByRole('button').count(), 0);
  // Damaged after it was listed: it is refused before anything stops.
  const shown = page.locator('main tbody tr', { has: page.locator('th[title="2025-01-19T09-00-00-000Z"]') });
  await writeFile(path.join(backups, '2025-01-19T09-00-00-000Z', 'rota.db'), 'no database');
  await rota.set({ language: 'tr' });
  await page.getByText('anahtar değil').waitFor();
  await page.getByText(/^Toplam 1[1-9] yedek; en yeni 10 tanesi gösteriliyor\.$/).waitFor();
  const restore = shown.getByRole('button');
  await restore.click();
  await page.getByRole('dialog').getByText('Rota yeniden başlar.').waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await page.getByRole('button', { name: 'Geri yükle ve yeniden başlat' }).click();
  await page.getByText(/Şu yedek geri yüklenemiyor: "2025-01-19T09-00-00-000Z" \(.*bozuk/).waitFor();
  await rota.set({ language: 'en' });
  await shown.getByText('Cannot be restored').waitFor();
  assert.deepEqual(
    complaints.filter((text) => !text.includes('409')),
    [],
    'but for the refusal itself',
  );
  await page.close();
});

test('where nobody starts Rota again the page says what to do, and the restore can be called off', async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-test-'));
  const open = () => start({ config: readConfig({ ROTA_HOME: home, ROTA_PORT: '0' }), writeLog: () => {} });
  const second = await open();
  const page = await rota.browser.context.newPage();
  try {
    await page.goto(second.signInLink());
    await page.waitForSelector('nav');
    await page.goto(`${second.url}/#/settings/data`);
    await settle(page);
    await page.getByRole('button', { name: 'Back up now' }).click();
    const restore = page.getByRole('button', { name: /^Restore the backup of/ });
    const ask = async () => {
      await restore.click();
      await page.getByText('It is restored at the next start: close Rota and start it again.').waitFor();
      await page.getByRole('button', { name: 'Restore at the next start' }).click();
      await page.getByText(/^The backup of .+ is restored at the next start\./).waitFor();
    };
    await ask();
    assert.deepEqual(await axeViolations(page), []);
    const callOff = page.getByRole('button', { name: 'Do not restore' });
    await callOff.click();
    await callOff.waitFor({ state: 'hidden' });
    await ask();
  } finally {
    await page.close();
    await second.stop();
  }
  const third = await open();
  try {
    assert.deepEqual(
      (await third.engine.notices.all()).map(({ kind }) => kind),
      ['restored'],
    );
  } finally {
    await third.stop();
    await rm(home, { recursive: true, force: true });
  }
});

test('a backup is listed as soon as it is made, and going back to it tells what happens, restarts, and can be undone', async (t) => {
  // A separate server: the restart changes the command line's credentials.
  const own = await openRotaPage();
  t.after(() => own.close());
  await own.set({ language: 'en' });
  const { page, complaints } = await own.open('/settings/data');
  await page.getByText('No backups yet.').waitFor();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const rows = page.getByRole('region', { name: 'Backups' }).locator('tbody tr');
  const restore = rows.getByRole('button', { name: /^Restore the backup of .+…$/ });
  await restore.waitFor();
  await own.server.addProcess({
    name: 'Long',
    command: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1000)'],
  });
  await own.server.console('POST', '/api/processes/Long/run', {});
  await until(
    'the run is running',
    async () => (await own.server.console<{ worker: { running: number } }>('GET', '/api/worker')).worker.running === 1,
  );
  await restore.click();
  const question = page.getByRole('dialog');
  await question.getByText('1 run is active: it is asked to stop.').waitFor();
  await question.getByText('The current data is backed up first').waitFor();
  assert.deepEqual(await axeViolations(page), []);
  await question.getByRole('button', { name: 'Keep current data' }).click();
  await question.waitFor({ state: 'hidden' });
  assert.equal(await rows.count(), 1);
  await restore.click();
  await question.getByRole('button', { name: 'Restore and restart' }).click();
  // The page comes back by itself, signed in, and names the backup.
  await page
    .getByText(/^Restored from the backup of .+\. The previous data is kept in the backup of .+\.$/)
    .waitFor({ timeout: 60_000 });
  await rows.nth(1).waitFor();
  assert.equal(await rows.count(), 2);
  assert.deepEqual(await axeViolations(page), []);
  await page.goto(`${own.server.url}/#/processes`);
  await page.getByText('Notepad demo').or(page.getByText('OneStepNotepadRunner')).first().waitFor();
  assert.equal(await page.getByText('Long', { exact: true }).count(), 0, 'what came later is gone');
  await page.goto(`${own.server.url}/#/overview`);
  await page.getByText(/^Restored from the backup of/).waitFor();
  // Undone by restoring the safety backup.
  await page.goto(`${own.server.url}/#/settings/data`);
  await rows.first().getByRole('button').click();
  await question.getByText('Rota restarts.', { exact: true }).waitFor();
  await question.getByRole('button', { name: 'Restore and restart' }).click();
  await rows.nth(2).waitFor({ timeout: 60_000 });
  await page.goto(`${own.server.url}/#/processes`);
  await page.getByText('Long', { exact: true }).first().waitFor();
  assert.deepEqual(
    complaints.filter((text) => !/ERR_|Failed to load resource/.test(text)),
    [],
    'but for what the restart cuts off',
  );
  await page.close();
});
