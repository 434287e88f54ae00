import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { nextReady } from '../support/server.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

const words = {
  en: {
    seal: 'Protect the secrets with a passphrase (for backups stored elsewhere)',
    passphrase: 'Passphrase',
    backUp: 'Back up now',
    short: 'Enter at least 8 characters.',
    sealed: /· Protected/,
    restore: 'Restore and restart',
    missing: /this backup is protected/,
    wrong: /does not open this backup: nothing was changed/,
  },
  tr: {
    seal: 'Gizli değerleri bir parolayla koru (başka yerde saklanacak yedekler için)',
    passphrase: 'Parola',
    backUp: 'Şimdi yedekle',
    short: 'En az 8 karakter girin.',
    sealed: /· Korumalı/,
    restore: 'Geri yükle ve yeniden başlat',
    missing: /bu yedek korumalı/,
    wrong: /bu yedeği açmıyor: hiçbir şey değiştirilmedi/,
  },
};

/** The picture is saved if a folder for it is given. */
const picture = (page: Page, name: string) =>
  process.env['ROTA_TEST_PICTURES']
    ? page.screenshot({ path: path.join(process.env['ROTA_TEST_PICTURES'], `${name}.png`) })
    : Promise.resolve();

// The last test restarts Rota, which ends the test's session.
for (const language of ['tr', 'en'] as const) {
  test(`a backup is sealed on the page, and asks for its passphrase until it is right (${language})`, async () => {
    const w = words[language];
    await rota.set({ language });
    const { page, complaints } = await rota.open('/settings/data');
    const field = page.getByRole('textbox', { name: w.passphrase }).or(page.getByLabel(w.passphrase, { exact: true }));
    await page.getByRole('checkbox', { name: w.seal }).check();
    await field.first().fill('short');
    await page.getByRole('button', { name: w.backUp }).click();
    await page.getByText(w.short).waitFor();
    await field.first().fill('four words make a key');
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, `seal-${language}`);
    await page.getByRole('button', { name: w.backUp }).click();
    await field.first().waitFor({ state: 'detached' });
    const row = page.locator('main tbody tr', { hasText: w.sealed }).first();
    await row.waitFor();
    const backups = path.join(rota.server.home, 'backups');
    const newest = (await readdir(backups)).sort().at(-1) ?? '';
    assert.ok((await readdir(path.join(backups, newest))).includes('secret.key.sealed'));

    await row.getByRole('button').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: w.restore }).click();
    await dialog.getByText(w.missing).waitFor();
    await dialog.getByLabel(w.passphrase, { exact: true }).fill('another one');
    await dialog.getByRole('button', { name: w.restore }).click();
    await dialog.getByText(w.wrong).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, `unseal-${language}`);
    if (language === 'tr') return page.close();
    const ready = nextReady(rota.server);
    await dialog.getByLabel(w.passphrase, { exact: true }).fill('four words make a key');
    await dialog.getByRole('button', { name: w.restore }).click();
    await ready;
    assert.deepEqual(
      complaints.filter((text) => !/400|ERR_|503|Failed to load/.test(text)),
      [],
    );
    await page.close();
  });
}
