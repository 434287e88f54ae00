import assert from 'node:assert/strict';
import test from 'node:test';
import { isFull, roomOf } from '../../server/domain/disk-room-rules.ts';

const MB = 1024 * 1024;
const disk = (totalMegabytes: number, freeMegabytes: number, files = 1000, ffree = 1000) => ({
  bsize: 4096,
  blocks: (totalMegabytes * MB) / 4096,
  bavail: (freeMegabytes * MB) / 4096,
  files,
  ffree,
});

test('a disk is full below what is kept, and has room again only with a quarter more: it does not come and go', () => {
  assert.equal(isFull(roomOf(disk(100_000, 63), 64), false), true);
  assert.equal(isFull(roomOf(disk(100_000, 65), 64), false), false);
  assert.equal(isFull(roomOf(disk(100_000, 65), 64), true), true);
  assert.equal(isFull(roomOf(disk(100_000, 81), 64), true), false);
});

test('of a small disk not more than a tenth is kept', () => {
  assert.equal(isFull(roomOf(disk(40, 5), 64), false), false);
  assert.equal(isFull(roomOf(disk(40, 3), 64), false), true);
});

test('bytes without files to put them in are no room; a system that counts no files has them', () => {
  assert.equal(isFull(roomOf(disk(100_000, 5000, 1000, 3), 64), false), true);
  assert.equal(isFull(roomOf(disk(100_000, 5000, 0, 0), 64), false), false);
});

test('who keeps nothing free is never held up', () => {
  assert.equal(isFull(roomOf(disk(100_000, 0), 0), false), false);
});
