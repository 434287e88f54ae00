import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { iconFile, iconShapes } from '../../electron/tray-icon.ts';

const build = path.resolve(import.meta.dirname, '../../build');
const read = (file: string) => readFileSync(path.join(build, file));

/** Width and height from a PNG's first chunk. */
function pngSize(bytes: Buffer): [number, number] {
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** The sizes in an .ico, each compared with the PNG it contains. */
function icoSizes(bytes: Buffer): number[] {
  assert.deepEqual([bytes.readUInt16LE(0), bytes.readUInt16LE(2)], [0, 1]);
  return Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const size = bytes.readUInt8(at) || 256;
    const offset = bytes.readUInt32LE(at + 12);
    const png = bytes.subarray(offset, offset + bytes.readUInt32LE(at + 8));
    assert.deepEqual(pngSize(png), [size, size]);
    return size;
  });
}

test('every shape has its icon on every system, in the sizes it is shown in', () => {
  for (const shape of iconShapes) {
    assert.deepEqual(pngSize(read(`tray/${iconFile(shape, 'darwin', false)}`)), [16, 16]);
    assert.deepEqual(pngSize(read(`tray/${iconFile(shape, 'darwin', false).replace('.png', '@2x.png')}`)), [32, 32]);
    for (const isDark of [true, false]) {
      assert.deepEqual(icoSizes(read(`tray/${iconFile(shape, 'win32', isDark)}`)), [16, 20, 24, 32]);
    }
    assert.deepEqual(pngSize(read(`tray/${iconFile(shape, 'linux', false)}`)), [24, 24]);
  }
});

test('no two shapes look alike', () => {
  for (const platform of ['darwin', 'win32', 'linux'] as const) {
    const pictures = iconShapes.map((shape) => read(`tray/${iconFile(shape, platform, false)}`).toString('base64'));
    assert.equal(new Set(pictures).size, iconShapes.length, platform);
  }
});

test('the app icon holds every size that Windows and macOS ask for', () => {
  assert.deepEqual(icoSizes(read('icons/icon.ico')), [16, 24, 32, 48, 64, 128, 256]);
  const icns = read('icons/icon.icns');
  assert.equal(icns.subarray(0, 4).toString('latin1'), 'icns');
  assert.equal(icns.readUInt32BE(4), icns.length);
  const types: string[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    types.push(icns.subarray(at, at + 4).toString('latin1'));
  assert.deepEqual(types, ['icp4', 'icp5', 'ic11', 'ic12', 'ic07', 'ic13', 'ic08', 'ic14', 'ic09', 'ic10']);
});
