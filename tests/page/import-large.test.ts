import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { exportOf } from '../bench/loop-requests.ts';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

test('a file of thousands of schedules is taken in: how far it is, what would change in numbers, and the schedules are there', async () => {
  const { page, complaints } = await rota.open('/settings/data');
  // Records every text next to the bar, however short-lived.
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const bar = document.querySelector('main [role=progressbar]');
      if (bar) seen.push(`${bar.getAttribute('aria-label')} ${bar.getAttribute('aria-valuenow')}`);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  const buffer = Buffer.from(JSON.stringify({ ...exportOf(4000, 3), note: 'ışık' }));
  await page.locator('input[type=file]').setInputFiles({ name: 'set.json', mimeType: 'application/json', buffer });
  await page.getByText(/The file is too long to be shown here \(.*\)/).waitFor();
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByText('added: 4,003').waitFor();
  await page.getByText('3,503 more are not shown.').waitFor();
  assert.equal(await page.locator('main [role=status] tbody tr').count(), 500);
  await page.getByRole('button', { name: 'Import 4,003 changes' }).click();
  await page.getByText('Imported. This changed').waitFor();
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  assert.ok(seen.includes('Reading… null'), seen.join('\n'));
  assert.ok(
    seen.some((one) => /^1,000 of 4,000 schedules 25$|^[23],000 of 4,000 schedules (50|75)$/.test(one)),
    seen.join('\n'),
  );
  const { rows } = await rota.server.console<{ rows: unknown[] }>('GET', '/api/schedules?limit=10000&q=Imported');
  assert.equal(rows.length, 4000);
  assert.deepEqual(complaints, []);
});
