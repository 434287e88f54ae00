import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { startRota, type TestServer } from '../../support/server.ts';
import { complaintsOf, openBrowser, type TestBrowser } from './browser.ts';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface RotaPage {
  readonly server: TestServer;
  readonly browser: TestBrowser;
  /** A new tab at a location such as `/schedules`, settled; collects unexpected console messages. */
  open(place: string): Promise<Tab>;
  /** Language and theme, as a person would set them, and other settings. */
  set(change: { language?: 'en' | 'tr'; theme?: 'light' | 'dark'; [key: string]: unknown }): Promise<void>;
  close(): Promise<void>;
}

export interface Tab {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** A real server with the built page, and a real browser that is signed in. */
export async function openRotaPage(
  options: {
    width?: number;
    height?: number;
    home?: string;
    env?: Record<string, string>;
    timezoneId?: string;
    trustsAnyCertificate?: boolean;
    isMeasured?: boolean;
  } = {},
): Promise<RotaPage> {
  const server = await startRota({
    ...(options.home === undefined ? {} : { home: options.home }),
    env: options.env ?? {},
  });
  const browser = await openBrowser(options).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
  };
  try {
    await signIn(browser, server.signInLink);
  } catch (error) {
    // Else the file would never end: both go on without it.
    await close();
    throw error;
  }
  return {
    server,
    browser,
    async open(place) {
      const page = await browser.context.newPage();
      // Long, for a busy computer: what never comes fails all the same.
      page.setDefaultTimeout(45_000);
      const complaints = complaintsOf(page);
      await page.goto(`${server.url}/#${place}`);
      await settle(page);
      return { page, complaints };
    },
    async set(change) {
      await server.console('PATCH', '/api/settings', change);
    },
    close,
  };
}

async function signIn({ context }: TestBrowser, link: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(link);
  await page.waitForSelector('nav');
  await page.close();
}

/** Waits until the screen has its title, nothing is loading and nothing moves. */
export async function settle(page: Page): Promise<void> {
  await page.waitForSelector('main h1');
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], [data-glyph]:empty') === null);
  await page.evaluate(() => document.fonts.ready);
  await moved(page);
}

/** To another place in the open page, as a link there would lead, settled. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate(
    (hash) =>
      new Promise<void>((done) => {
        const shown = () => requestAnimationFrame(() => requestAnimationFrame(() => done()));
        if (location.hash === hash) shown();
        else addEventListener('hashchange', shown, { once: true });
        location.hash = hash;
      }),
    `#${place}`,
  );
  await settle(page);
}

/** Waits for the end of everything that moves or fades now. */
async function moved(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

/** Text at twice the size, as a person sets it in the browser; reloads the page with it. */
export async function enlargeText(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes' as never, { fontSizes: { standard: 32, fixed: 26 } } as never);
  await page.reload();
}

interface AxeAnswer {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** axe's violations of WCAG 2.2 A and AA; empty is right. */
export async function axeViolations(page: Page): Promise<string[]> {
  // A colour halfway is no colour of the page.
  await moved(page);
  // Half a megabyte: injected once per page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeAnswer> } };
    const found = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // Describing what passes takes half of the time; style sheets are fetched only for a rule that is not among these.
      resultTypes: ['violations'],
      preload: { assets: ['media'] },
    });
    return { violations: found.violations };
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\n    ${failureSummary ?? ''}`),
  );
}
