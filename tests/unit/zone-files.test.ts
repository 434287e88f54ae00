import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { checkZonePlace } from '../../server/zones/find-editions.ts';
import { readPackedZones } from '../../server/zones/packed-zones.ts';
import { BadZoneData } from '../../server/zones/zone-data.ts';
import { compiledZone, otherZones } from '../support/zone-files.ts';

type Packed = { version: string; zones: string[]; links: string[] };
const whole = JSON.parse(otherZones('2027a')) as Packed;
const about = { place: '/lab/zones.json', dated: 0 };
const zoneNamed = (name: string, text: string): Packed => ({
  ...whole,
  zones: whole.zones.map((zone) => (zone.startsWith(`${name}|`) ? text : zone)),
});

test('a document of zones that is damaged is taken, or refused without a word that helps', async () => {
  const wrong: [what: unknown, sentence: RegExp][] = [
    ['', /^it is not JSON/],
    [JSON.stringify(whole).slice(0, 20_000), /^it is not JSON/],
    [[], /^it is not zone data as in data\/packed\/latest\.json/],
    [{ ...whole, zones: [] }, /^it is not zone data/],
    [{ ...whole, zones: [1] }, /^it is not zone data/],
    [{ ...whole, version: 'newest' }, /^its "version" is "newest", not one such as 2026f/],
    [{ ...whole, version: '2027a (mine)' }, /^its "version"/],
    [{ ...whole, zones: whole.zones.slice(0, 5) }, /^it lacks .*, so it is not whole/],
    [zoneNamed('Asia/Tokyo', 'Asia/Tokyo'), /^the zone Asia\/Tokyo cannot be read/],
    [zoneNamed('Asia/Tokyo', 'Asia/Tokyo|JST|-90|01|x|'), /^the zone Asia\/Tokyo cannot be read/],
    [zoneNamed('Asia/Tokyo', 'Asia/Tokyo|JST JDT|-90 -a0|01|?|'), /^the zone Asia\/Tokyo cannot be read/],
    [zoneNamed('Asia/Tokyo', 'Asia/Tokyo|JST|-zz0|0||'), /^the zone Asia\/Tokyo has an offset that no clock has/],
    [
      zoneNamed('Asia/Tokyo', 'Asia/Tokyo|A B A|-90 -a0|010|10 -20|'),
      /^the zone Asia\/Tokyo has changes that are not in order/,
    ],
    [zoneNamed('Europe/Berlin', 'Europe/Berlin|CET|-10|0||'), /^it ends in the year/],
  ];
  for (const [what, sentence] of wrong) {
    const text = typeof what === 'string' ? what : JSON.stringify(what);
    await assert.rejects(readPackedZones(text, about), (error) => {
      assert.ok(error instanceof BadZoneData, String(error));
      assert.match(error.message, sentence);
      return true;
    });
  }
  assert.equal((await readPackedZones(JSON.stringify(whole), about)).version, '2027a');
});

test('a folder of zones that is cut, or does not say what it is, is taken', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rota-zones-'));
  try {
    const put = (name: string, bytes: Buffer | string) => writeFile(path.join(folder, name), bytes);
    for (const part of ['Europe', 'America', 'Asia', 'Australia', 'Etc']) await mkdir(path.join(folder, part));
    await assert.rejects(checkZonePlace(folder), /nothing in it says which edition it is.*tzdata\.zi/);
    await put('tzdata.zi', '# version 2027b\n');
    await assert.rejects(checkZonePlace(folder), /it lacks Etc\/UTC, so it is not whole/);
    for (const name of ['Etc/UTC', 'Europe/Istanbul', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney'])
      await put(name, compiledZone({ first: 3600, footer: 'LAW-1' }));
    const berlin = compiledZone({ first: 3600, footer: 'CET-1CEST,M3.5.0,M10.5.0/3' });
    await put('Europe/Berlin', berlin);
    assert.equal((await checkZonePlace(folder)).version, '2027b');
    await put('Europe/Berlin', berlin.subarray(0, berlin.length - 4));
    await assert.rejects(checkZonePlace(folder), /the zone Europe\/Berlin cannot be read/);
    await put('Europe/Berlin', compiledZone({ first: 3600, changes: [[1_800_000_000, 7200]] }));
    await assert.rejects(checkZonePlace(folder), /it ends in the year 2027/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
