// Draws every icon file from the SVG sources: `node build/make-icons.mjs`. Needs Chromium (ROTA_CHROMIUM, else /usr/bin/chromium). The
// results are committed, so run it only after a change of a drawing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const here = import.meta.dirname;
const shapes = ['idle', 'running', 'paused', 'attention', 'no-server'];
const appSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const source = (/** @type {string} */ name) => readFileSync(path.join(here, 'icons', `${name}.svg`), 'utf8');

/** @param {string} file @param {Buffer} bytes */
function put(file, bytes) {
  const target = path.join(here, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}

/** Windows icon of several sizes, each a PNG, as Windows reads them since Vista. @param {readonly {size: number, png: Buffer}[]} images */
export function ico(images) {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at); // 0 stands for 256.
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}

/** macOS icon: a type of four letters for each size. @param {readonly {type: string, png: Buffer}[]} images */
export function icns(images) {
  const parts = images.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

/** White with a dark rim, which shows on light and dark panels alike. @param {string} svg */
function rimmed(svg) {
  const inside = svg.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');
  const filter =
    '<filter id="rim" x="-20%" y="-20%" width="140%" height="140%"><feMorphology in="SourceAlpha" operator="dilate" radius="0.5"/>' +
    '<feComponentTransfer><feFuncA type="linear" slope="0.75"/></feComponentTransfer><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 18 18">${filter}<g color="#fff" filter="url(#rim)">${inside}</g></svg>`;
}

async function main() {
  const browser = await chromium.launch({
    executablePath: process.env.ROTA_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
  const page = await browser.newPage();

  /** @param {string} svg @param {number} size @param {string} color */
  async function draw(svg, size, color = '#000') {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>html,body{margin:0;background:transparent;color:${color}}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    return page.screenshot({ omitBackground: true });
  }

  const app = new Map();
  for (const size of appSizes) app.set(size, await draw(source('app'), size));
  for (const size of appSizes.filter((one) => one <= 512)) put(`icons/linux/${size}x${size}.png`, app.get(size));
  put('icons/icon.png', app.get(512));
  put('icons/icon.ico', ico([16, 24, 32, 48, 64, 128, 256].map((size) => ({ size, png: app.get(size) }))));
  const types = {
    icp4: 16,
    icp5: 32,
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  };
  put('icons/icon.icns', icns(Object.entries(types).map(([type, size]) => ({ type, png: app.get(size) }))));

  for (const shape of shapes) {
    const svg = source(`tray-${shape}`);
    put(`tray/mac/${shape}Template.png`, await draw(svg, 16));
    put(`tray/mac/${shape}Template@2x.png`, await draw(svg, 32));
    for (const [name, color] of [
      ['dark', '#000'],
      ['light', '#fff'],
    ]) {
      const images = [];
      for (const size of [16, 20, 24, 32]) images.push({ size, png: await draw(svg, size, color) });
      put(`tray/windows/${shape}-${name}.ico`, ico(images));
    }
    put(`tray/linux/${shape}.png`, await draw(rimmed(svg), 24));
    put(`tray/linux/${shape}@2x.png`, await draw(rimmed(svg), 48));
  }
  await browser.close();
}

if (process.argv[1] === import.meta.filename) await main();
