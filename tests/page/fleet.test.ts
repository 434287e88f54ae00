import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import type { Settings } from '../../contract/settings.ts';
import { readConfig } from '../../server/config.ts';
import { fleetAtRest } from '../../server/start.ts';
import type { FleetPort } from '../../server/store/fleet-port.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { startRelay } from '../support/relay.ts';
import { startRota } from '../support/server.ts';
import { until } from '../support/until.ts';
import { axeViolations, openRotaPage } from './support/rota-page.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;

test('a fleet is not made in Settings, or a fault of its database is not told there', { skip }, async (t) => {
  const rota = await openRotaPage({ width: 375, height: 1000 });
  cleanUpLater(t, () => rota.close());
  const { page, complaints } = await rota.open('/settings/fleet');
  const shots = process.env['ROTA_SHOTS'];
  const shot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  await page.getByRole('heading', { name: 'Join a fleet' }).waitFor();
  await shot('alone-375');
  await page.getByLabel('Address of the database').fill(postgres.url({ password: 'wrong', database: 'postgres' }));
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText(/refuses the password of admin/).waitFor();
  const url = await postgres.newDatabase();
  await page.getByLabel('Address of the database').fill(url);
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText(/a fleet can be created there/).waitFor();
  await page.getByLabel('Join code').fill('rota-fleet-1-abc');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByText(/mistyped or not whole/).waitFor();
  await page.getByLabel('Name of the fleet').fill('Office');
  await page.getByLabel('Name of the fleet').press('Enter');
  await page.getByText(/After a restart this computer uses admin@/).waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
  await shot('made-1440');
  await page.getByRole('button', { name: 'Show preview' }).click();
  await page.getByText(/^\d+ ended runs?$/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Import', exact: true }).count(), 0, 'not before the restart');
  assert.ok(!(await page.content()).includes(encodeURIComponent(decodeURIComponent(new URL(url).password))));
  // The browser itself notes the answer to the mistyped code.
  assert.deepEqual(
    complaints.filter((one) => !/status of 400/.test(one)),
    [],
  );
});

/** A computer that has joined by way of a network that can be cut; in its own folder and in the fleet there is a process of the same name. */
async function joinedPage() {
  const url = await postgres.newDatabase();
  const relay = await startRelay(postgres.port);
  const [a, b] = await Promise.all(['a', 'b'].map((name) => mkdtemp(path.join(tmpdir(), `rota-page-${name}-`))));
  const atRest = <T>(home: string, use: (fleet: FleetPort) => Promise<T>): Promise<T> =>
    fleetAtRest(readConfig({ ROTA_HOME: home }), use);
  for (const [home, command] of [
    [a!, 'true'],
    [b!, 'false'],
  ] as const) {
    const server = await startRota({ home });
    await server.addProcess({ name: 'Invoices', command });
    if (home === b) await server.addProcess({ name: 'Reminders', command });
    await server.stop({ keepHome: true });
  }
  const { code } = await atRest(a!, (fleet) => fleet.create({ address: url, name: 'Office' }));
  await atRest(b!, (fleet) => fleet.join({ code, address: url.replace(`:${postgres.port}/`, `:${relay.port}/`) }));
  const rota = await openRotaPage({ home: b!, width: 1440, height: 1000 });
  const close = async () => {
    await rota.close();
    await rm(a!, { recursive: true, force: true });
  };
  return { rota, relay, close };
}

test(
  'a computer in a fleet is not told what it could bring, since when the database is away, or how to leave',
  { skip },
  async (t) => {
    const { rota, relay, close } = await joinedPage();
    cleanUpLater(t, close);
    await rota.set({ language: 'en', theme: 'light' });
    const { page } = await rota.open('/settings/fleet');
    const shots = process.env['ROTA_SHOTS'];
    /** Both languages and themes, wide and narrow: nothing too wide, no rule of accessibility broken. */
    const look = async (name: string) => {
      for (const [language, theme, width] of [
        ['tr', 'dark', 375],
        ['tr', 'light', 1440],
        ['en', 'dark', 375],
        ['en', 'light', 1440],
      ] as const) {
        await rota.set({ language, theme });
        await page.setViewportSize({ width, height: 1000 });
        await page.waitForSelector(`html[lang=${language}][data-mantine-color-scheme=${theme}]`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name}, ${language}, ${width}: ${overflow} px too wide`);
        if (width === 375) assert.deepEqual(await axeViolations(page), [], `${name}, ${language}`);
        if (shots !== undefined)
          await page.screenshot({ path: `${shots}/${name}-${language}-${width}.png`, fullPage: true });
      }
    };
    await page.getByText('Office').first().waitFor();
    await page.getByLabel('Kept there, in days').fill('12');
    await page.getByLabel('Kept there, in days').press('Enter');
    await until('the days are kept', async () => {
      const { settings } = await rota.server.console<{ settings: Settings }>('GET', '/api/settings');
      return settings.sharing.days === 12;
    });

    await page.getByRole('button', { name: 'Show preview' }).click();
    const line = page.locator('tr', { hasText: 'Invoices' });
    await line.getByText('exists with different content').waitFor();
    await page.locator('tr', { hasText: 'Reminders' }).getByText('is imported').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled(), 'nobody has decided');
    await look('bring');
    await page.getByRole('combobox', { name: 'Conflicts with the fleet' }).click();
    await page.getByRole('option', { name: 'Keep the fleet’s' }).click();
    await line.getByText('the fleet’s stays').waitFor();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Imported.').waitFor();
    const { processes } = await rota.server.console<{ processes: { process: { name: string; command: string } }[] }>(
      'GET',
      '/api/processes',
    );
    assert.deepEqual(
      ['Invoices', 'Reminders'].map((name) => processes.find(({ process }) => process.name === name)?.process.command),
      ['true', 'false'],
    );

    relay.cut();
    const banner = page.getByText(/The database has not answered since \d/);
    await banner.waitFor();
    await page.goto(`${rota.server.url}/#/schedules`);
    await banner.waitFor();
    await page.goto(`${rota.server.url}/#/settings/fleet`);
    await page.reload();
    await banner.waitFor();
    if (shots !== undefined) await page.screenshot({ path: `${shots}/away-en-1440.png` });
    await page.setViewportSize({ width: 375, height: 800 });
    if (shots !== undefined) await page.screenshot({ path: `${shots}/away-en-375.png` });
    relay.mend();
    await banner.waitFor({ state: 'detached' });

    await page.setViewportSize({ width: 1440, height: 1000 });
    await page.goto(`${rota.server.url}/#/settings/fleet`);
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByText('uses the database in its own folder again').waitFor();
    await page.getByText('This was the last computer of the fleet.').waitFor();
    await look('left');
  },
);
