import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export const chromiumPath = process.env['ROTA_CHROMIUM'] ?? '/usr/bin/chromium';
// The headless shell is the same Chromium without the browser's user interface, and starts in half the time.
const headlessShell = '/usr/bin/chromium-headless-shell';
const quickest = process.env['ROTA_CHROMIUM'] ?? (existsSync(headlessShell) ? headlessShell : chromiumPath);
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** All tabs of a test are pages of one server: a process for each takes a quarter of the processor time. */
const oneProcess = '--renderer-process-limit=1';

export interface TestBrowser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** A headless Chromium with a fresh profile. */
export async function openBrowser(
  options: {
    width?: number;
    height?: number;
    locale?: string;
    timezoneId?: string;
    trustsAnyCertificate?: boolean;
    /** The Chromium that people use, for measurements and pictures. */
    isMeasured?: boolean;
  } = {},
): Promise<TestBrowser> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'rota-page-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.isMeasured ? chromiumPath : quickest,
    args: options.isMeasured ? args : [...args, oneProcess],
    headless: true,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    locale: options.locale ?? 'en-GB',
    timezoneId: options.timezoneId ?? 'Europe/Istanbul',
    ignoreHTTPSErrors: options.trustsAnyCertificate ?? false,
  });
  const slowness = Number(process.env['ROTA_TEST_SLOWNESS'] ?? 1);
  if (slowness > 1) context.on('page', (page) => void slowDown(page, slowness));
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** A headless Chromium without a profile: each context of it is a browser of its own, with its own cookies and language. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: quickest, args: [...args, oneProcess], headless: true });

/** Slows the computer down to show which test checks before the page is done: `ROTA_TEST_SLOWNESS=6`. */
async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Collects everything that a page reports: console errors, uncaught errors, violations of the Content-Security-Policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
