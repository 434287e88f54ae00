import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { UserDraft, UserMade } from '../../../contract/people.ts';
import { startRota, type TestServer } from '../../support/server.ts';
import { complaintsOf, launchBrowser } from './browser.ts';
import { settle } from './rota-page.ts';

/** A browser of one person. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export interface PeoplePage {
  readonly server: TestServer;
  readonly browser: Browser;
  /** A user; the answer has the link to the invitation. */
  add(draft: Pick<UserDraft, 'name' | 'role'> & Partial<UserDraft>): Promise<UserMade>;
  /** A browser with nothing in it, at an address. */
  browserAt(url: string, look?: Look): Promise<Person>;
  /** A new user in a browser of their own, signed in by the invitation, at a location such as `/schedules`. */
  person(draft: Parameters<PeoplePage['add']>[0], look?: Look): Promise<Person>;
  close(): Promise<void>;
}

export interface Look {
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

export const password = 'an unlikely pass phrase';

/** A server with one process, and a browser in which several people can be signed in side by side. */
export async function openPeoplePage(): Promise<PeoplePage> {
  const server = await startRota();
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const add: PeoplePage['add'] = (draft) => server.console<UserMade>('POST', '/api/users', draft);
  async function browserAt(url: string, { locale = 'en-GB', colorScheme = 'light', width = 1280 }: Look = {}) {
    const context = await browser.newContext({
      ...{ locale, colorScheme, timezoneId: 'Europe/Istanbul' },
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    const complaints = complaintsOf(page);
    await page.goto(url);
    return { context, page, complaints, close: () => context.close() };
  }
  return {
    server,
    browser,
    add,
    browserAt,
    async person(draft, look) {
      const { invitation } = await add(draft);
      const person = await browserAt(invitation.url, look);
      await choosePassword(person.page);
      // Chromium tells of the answer of whoever is not signed in yet.
      person.complaints.length = 0;
      return person;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/** On the screen of an invitation. */
export async function choosePassword(page: Page, chosen = password): Promise<void> {
  await page.fill('input[name=password]', chosen);
  await page.press('input[name=password]', 'Enter');
  await isIn(page);
}

/** Waits until somebody is signed in: the sign-in has a title, too, but no rail. */
export async function isIn(page: Page): Promise<void> {
  await page.waitForSelector('nav');
  await settle(page);
}

/** On the sign-in screen. */
export async function signInAs(page: Page, name: string, given = password): Promise<void> {
  await page.fill('input[name=username]', name);
  await page.fill('input[name=password]', given);
  await page.press('input[name=password]', 'Enter');
}
