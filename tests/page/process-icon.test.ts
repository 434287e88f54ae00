import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { RpaProcess } from '../../contract/process.ts';
import { axeViolations, openRotaPage, settle, type RotaPage } from './support/rota-page.ts';

let rota: RotaPage;

before(async () => {
  rota = await openRotaPage();
  const { server } = rota;
  await server.addProcess({ name: 'Invoices', command: process.execPath, args: ['-e', '0'], icon: 'receipt' });
  await server.addProcess({ name: 'Plain', command: process.execPath, args: ['-e', '0'] });
  const plan = { kind: 'call', timezone: 'UTC' };
  await server.console('POST', '/api/schedules', { name: 'Every month', process: 'Invoices', plan, isFavourite: true });
});
after(() => rota.close());

const iconOf = async (name: string) => {
  const { processes } = await rota.server.console<{ processes: { process: RpaProcess }[] }>('GET', '/api/processes');
  return processes.find(({ process }) => process.name === name)?.process.icon;
};

for (const { language, label, none, next, save } of [
  { language: 'en', label: 'Icon', none: 'No icon of its own', next: 'Document', save: 'Saved: Plain' },
  { language: 'tr', label: 'Simge', none: 'Kendi simgesi yok', next: 'Belge', save: 'Kaydedildi: Plain' },
] as const) {
  test(`an icon is chosen and given up by keyboard alone, named in ${language}`, async () => {
    await rota.set({ language, theme: language === 'en' ? 'light' : 'dark' });
    const { page, complaints } = await rota.open('/processes/Plain');
    try {
      const group = page.getByRole('radiogroup', { name: label });
      const open = (name: string) => page.getByRole('button', { name: `${label}: ${name}` }).press('Enter');
      await open(none);
      await group.getByRole('radio', { name: none, checked: true }).focus();
      await page.keyboard.press('ArrowRight');
      await group.getByRole('radio', { name: next, checked: true }).waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await page.keyboard.press('Control+s');
      await page.getByText(save).first().waitFor();
      assert.equal(await iconOf('Plain'), 'document');
      await page.reload();
      await settle(page);
      await open(next);
      await group.getByRole('radio', { name: next, checked: true }).focus();
      await page.keyboard.press('ArrowLeft');
      await group.getByRole('radio', { name: none, checked: true }).waitFor();
      await page.keyboard.press('Control+s');
      await page.getByText(save).first().waitFor();
      assert.equal(await iconOf('Plain'), undefined);
      assert.deepEqual(complaints, []);
    } finally {
      await page.close();
    }
  });
}

test('the icon of a process stands wherever it is looked for, and a process without one has the plain one', async () => {
  await rota.set({ language: 'en', theme: 'light' });
  const { run } = await rota.server.console<{ run: { id: string } }>('POST', '/api/processes/Invoices/run', {});
  for (const [place, selector] of [
    ['/processes', 'tr:has-text("Invoices") [data-glyph=receipt] svg'],
    ['/processes', 'tr:has-text("Plain") [data-glyph=none] svg'],
    ['/schedules', 'tr:has-text("Every month") [data-glyph=receipt] svg'],
    [`/runs/${run.id}`, 'h1 [data-glyph=receipt] svg'],
    ['/quick-run', '[role=option]:has-text("Every month") [data-glyph=receipt] svg'],
  ] as const) {
    const { page } = await rota.open(place);
    try {
      await page.waitForSelector(selector);
    } finally {
      await page.close();
    }
  }
  const { page } = await rota.open('/schedules');
  try {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().fill('Every month');
    await page.waitForSelector('[role=option]:has-text("Every month") [data-glyph=receipt] svg');
  } finally {
    await page.close();
  }
});

test('what the page can draw is what a definition may name: no icon is a cube by oversight', async () => {
  const { page } = await rota.open('/processes/new');
  try {
    await page.getByRole('button', { name: /^Icon: / }).click();
    const drawn = page.getByRole('radiogroup', { name: 'Icon' }).locator('svg');
    await drawn.first().waitFor();
    const pictures = await drawn.evaluateAll((all) => all.map((svg) => svg.innerHTML));
    assert.equal(new Set(pictures).size, pictures.length);
  } finally {
    await page.close();
  }
});
