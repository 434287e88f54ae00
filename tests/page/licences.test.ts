import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;
before(async () => {
  rota = await openRotaPage();
});
after(() => rota.close());

for (const [language, all, some] of [
  ['en', 'Licences of what Rota is built with', /^\d+ packages, each with a licence of its own\.$/],
  ['tr', 'Rota’da kullanılan paketlerin lisansları', /^\d+ paket; her birinin kendi lisansı var\.$/],
] as const) {
  test(`About shows the licences of what Rota is built with, each text on a click, fetched when asked for (${language})`, async () => {
    await rota.set({ language, theme: 'light' });
    const { page, complaints } = await rota.open('/settings/about');
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    const opener = page.getByText(all, { exact: true });
    await opener.waitFor();
    assert.deepEqual(
      asked.filter((path) => path.includes('licences.json')),
      [],
    );
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByText(some).waitFor();
    const react = page.getByText(/^react-dom \d/);
    await react.click();
    const text = page.getByRole('region', { name: 'react-dom: MIT' });
    assert.match((await text.textContent()) ?? '', /Permission is hereby granted/);
    assert.equal(await page.locator('main pre').count(), 1);
    assert.deepEqual(complaints, []);
  });
}
