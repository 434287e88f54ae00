// node tests/page/look.ts <folder> <#/place> [light|dark] [en|tr] [width] [height]: a picture of one screen, from canned answers.
import path from 'node:path';
import { complaintsOf, openBrowser } from './browser.ts';
import { startFixtureServer } from './fixture-server.ts';

const [folder = '.', place = '#/schedules', theme = 'light', language = 'en', width = '1280', height = '800'] =
  process.argv.slice(2);
const server = await startFixtureServer();
const browser = await openBrowser({ width: Number(width), height: Number(height) });
const page = await browser.context.newPage();
const complaints = complaintsOf(page);
await fetch(`${server.url}/api/settings`, { method: 'PATCH', body: JSON.stringify({ theme, language }) });
await page.goto(`${server.url}/${place}`);
await page.waitForSelector('h1');
await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
await page.evaluate(() => document.fonts.ready);
const name = `${place.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')}-${language}-${theme}-${width}.png`;
await page.screenshot({ path: path.join(folder, name) });
console.log(name, complaints.length === 0 ? 'no complaints' : complaints);
await browser.close();
await server.stop();
