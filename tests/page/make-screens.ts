// npm run screens [-- --review folder] [-- part of a name]: takes the pictures of every screen. By default those of the documents, as WebP
// in docs/screens. With --review every screen in both languages and themes, as PNG, for a person to check. A real server, real robots, a
// real browser.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { seedHistory } from './support/history-seeds.ts';
import { startRota } from '../support/server.ts';
import { openRotaPage, settle, type RotaPage } from './support/rota-page.ts';
import { seedRuns } from './support/run-seeds.ts';
import { seedSchedules } from './support/schedule-seeds.ts';
import { screenList } from './support/screen-list.ts';
import { looks, type Look, type ScreenPicture } from './support/screen-picture.ts';
import { seedForShow } from './support/show-seeds.ts';

const { values, positionals } = parseArgs({ options: { review: { type: 'string' } }, allowPositionals: true });
const folder = values.review ?? path.join(import.meta.dirname, '../../docs/screens');
const format = values.review === undefined ? 'webp' : 'png';

const failed: string[] = [];
await mkdir(folder, { recursive: true });
const home = await mkdtemp(path.join(os.tmpdir(), 'rota-screens-'));
await seedHistory(home);
const full = await openRotaPage({ home, isMeasured: true });
const fresh = await openRotaPage({ isMeasured: true });
/** The server that replaced the full one after that was killed for a picture. */
let present = full.server;
try {
  const seeds = await seedForShow(full.server, await seedRuns(full.server), await seedSchedules(full.server));
  for (const picture of screenList(seeds)) {
    if (!positionals.every((part) => picture.name.includes(part))) continue;
    for (const look of values.review === undefined ? (picture.docs ?? []) : looks)
      await take(picture, look)
        .catch(() => take(picture, look))
        .catch((error: unknown) => failed.push(`${picture.name}, ${look}: ${String(error)}`));
  }
  await present.console('POST', `/api/runs/${seeds.stubborn.id}/cancel`, { force: true }).catch(() => undefined);
} finally {
  await present.stop({ keepHome: true });
  await full.close();
  await fresh.close();
}
if (failed.length > 0) {
  console.error(`Not made:\n${failed.join('\n')}`);
  process.exitCode = 1;
}

async function take(picture: ScreenPicture, look: Look): Promise<void> {
  const { name, place, width = 1280, height = 800, isFresh = false, isCutOff = false, act } = picture;
  const rota: RotaPage = isFresh ? fresh : full;
  await (isFresh ? fresh.server : present).console('PATCH', '/api/settings', {
    language: look.endsWith('-tr') ? 'tr' : 'en',
    theme: look.startsWith('dark') ? 'dark' : 'light',
  });
  const { page, complaints } = await rota.open(place);
  try {
    await page.setViewportSize({ width, height });
    if (isCutOff) await present.kill();
    await act?.(page);
    await settle(page);
    const bytes = format === 'png' ? await page.screenshot() : await asWebp(page);
    const file = `${name}${look === 'light' ? '' : `-${look.replace('light-', '')}`}.${format}`;
    await writeFile(path.join(folder, file), bytes);
    console.log(`${file}: ${Math.round(bytes.length / 1024)} KB`, complaints.length === 0 ? '' : complaints);
  } finally {
    await page.close();
    if (isCutOff) present = await startRota({ home, env: { ROTA_PORT: new URL(full.server.url).port } });
  }
}

async function asWebp(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 30 });
  return Buffer.from(data, 'base64');
}
