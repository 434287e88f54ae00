import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openRotaPage, type RotaPage } from './support/rota-page.ts';

// An action meant once happens once: despite a double click, and keys repeated or held down before the answer.

let rota: RotaPage;
let example = '';
before(async () => {
  rota = await openRotaPage();
  await rota.server.addProcess({ name: 'Once', command: process.execPath, args: ['-e', '0'] });
  const { rows } = await rota.server.console<{ rows: { id: string }[] }>('GET', '/api/schedules');
  example = rows[0]?.id ?? '';
});
after(() => rota.close());

const twice = (button: Locator) =>
  button.evaluate((element: HTMLElement) => {
    element.click();
    element.click();
  });

async function pressTwice(page: Page, keys: string): Promise<void> {
  await page.keyboard.press(keys);
  await page.keyboard.press(keys);
}

interface Case {
  readonly what: string;
  readonly place: () => string;
  /** The request that must be sent only once. */
  readonly request: RegExp;
  readonly act: (page: Page) => Promise<unknown>;
  /** Visible once the answer has arrived. */
  readonly done: (page: Page) => Locator;
}

const cases: readonly Case[] = [
  {
    what: 'a schedule',
    place: () => '/schedules/new?process=Once',
    request: /^POST \/api\/schedules$/,
    act: async (page) => {
      await page.getByLabel('Name').click();
      await pressTwice(page, 'Control+s');
    },
    done: (page) => page.getByText(/^Created: /),
  },
  {
    what: 'a process',
    place: () => '/processes/Once',
    request: /^PUT \/api\/processes\/Once$/,
    act: async (page) => {
      await page.getByLabel('Title').fill('Once only');
      await pressTwice(page, 'Control+s');
    },
    done: (page) => page.getByText('Saved: Once only'),
  },
  {
    what: 'a run with other values',
    place: () => `/schedules?run=${example}`,
    request: /^POST \/api\/schedules\/[^/]+\/run$/,
    act: async (page) => {
      await page.getByRole('dialog').getByRole('textbox').first().click();
      await pressTwice(page, 'Control+Enter');
    },
    done: (page) => page.getByText(/^(Run queued|Running|Run succeeded|Run failed): /),
  },
  {
    what: 'a test run',
    place: () => '/processes/Once?test=1',
    request: /^POST \/api\/processes\/Once\/run$/,
    act: (page) => twice(page.getByRole('button', { name: 'Start test' })),
    done: (page) => page.getByRole('link', { name: 'Open run' }),
  },
  {
    what: 'the client of a sample',
    place: () => `/schedules/${example}/parameters`,
    request: /^POST \/api\/clients$/,
    act: (page) => twice(page.getByRole('button', { name: 'Create API client' })),
    done: (page) => page.getByRole('button', { name: 'Copy password' }),
  },
  {
    what: 'a new secret, whose predecessor stays valid for a while',
    place: () => '/clients',
    request: /^POST \/api\/clients\/[^/]+\/rotate$/,
    act: async (page) => {
      await page.getByRole('button', { name: /^New secret for/ }).click();
      await page.getByRole('radio', { name: '24 hours' }).check();
      await pressTwice(page, 'Control+Enter');
    },
    done: (page) => page.getByRole('button', { name: 'Copy secret' }),
  },
];

for (const { what, place, request, act, done } of cases)
  test(`${what} is not asked for twice`, async () => {
    const { page } = await rota.open(place());
    const made: string[] = [];
    const gate = Promise.withResolvers<undefined>();
    await page.route(/\/api\//, async (route) => {
      const asked = route.request();
      const line = `${asked.method()} ${new URL(asked.url()).pathname}`;
      if (!request.test(line)) return route.continue();
      made.push(line);
      await gate.promise;
      return route.continue();
    });
    const first = page.waitForRequest((asked) => request.test(`${asked.method()} ${new URL(asked.url()).pathname}`));
    await act(page);
    await first;
    gate.resolve(undefined);
    await done(page).first().waitFor();
    assert.equal(made.length, 1, made.join('\n'));
    await page.close();
  });
