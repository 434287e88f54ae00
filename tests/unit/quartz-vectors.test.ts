import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { gunzipSync } from 'node:zlib';
import {
  instantToWall,
  nextFires,
  parseQuartz,
  runtimeZones,
  setZoneSource,
  type ZoneSource,
} from '../../contract/quartz/index.ts';
import { ownZones } from '../../server/zones/own-zones.ts';

interface Vector {
  readonly id: string;
  readonly cls: 'doc' | 'invalid' | 'quirk' | 'throws';
  readonly e: string;
  readonly tz: string;
  readonly after: number;
  readonly fires?: readonly number[];
  readonly end?: boolean;
}

const file = new URL('../fixtures/quartz/vectors-public.jsonl.gz', import.meta.url);
const vectors = gunzipSync(readFileSync(file))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);
const ofClass = (...classes: Vector['cls'][]): Vector[] => vectors.filter(({ cls }) => classes.includes(cls));

/** Zone rules that changed after the vectors were made: from when, in which edition, and an hour that shows whether an edition has them. */
const movedLaws = [{ tz: 'Africa/Casablanca', edition: '2026c', at: Date.UTC(2026, 8, 20, 1), hour: 0 }] as const;

/** The two possible sources of zone data: this runtime, and Rota's own. */
const editions: [string, ZoneSource][] = [
  [`the runtime's zone data (${process.versions['tz'] ?? ''})`, runtimeZones],
  [`Rota's own zone data (${ownZones.version})`, ownZones],
];

/** The instant up to which the current zone data equals the vector's. */
function comparableUntil({ tz }: Vector): number {
  const moved = movedLaws.find((law) => law.tz === tz);
  const hasMoved = moved && instantToWall(tz, Date.UTC(2026, 11, 1)).hour === moved.hour;
  return hasMoved ? moved.at : Infinity;
}

/** The difference between Quartz's fire times and ours, or null. */
function differenceOf(vector: Vector): string | null {
  const parsed = parseQuartz(vector.e);
  if (!parsed.ok) return `${vector.id} '${vector.e}' refused: ${parsed.errors[0]?.message}`;
  const wanted = vector.fires ?? [];
  const until = comparableUntil(vector);
  if (vector.after >= until) return null;
  const ours = nextFires(parsed.cron, vector.after, vector.tz, wanted.length + (vector.end ? 1 : 0));
  const comparable = (fires: readonly number[]): readonly number[] => fires.filter((fire) => fire < until);
  const same = JSON.stringify(comparable(ours)) === JSON.stringify(comparable(wanted));
  return same
    ? null
    : `${vector.id} '${vector.e}' ${vector.tz} after ${vector.after}: ours ${ours.join()}, not ${wanted.join()}`;
}

const differences = (list: readonly Vector[]): string[] => list.flatMap((vector) => differenceOf(vector) ?? []);

test('the vectors are all there', () => {
  assert.equal(vectors.length, 4325);
  assert.equal(ofClass('doc').length, 3651);
});

for (const [name, source] of editions) {
  test(`by ${name} no documented expression fires at another second than in the real Quartz`, (t) => {
    t.after(() => setZoneSource(runtimeZones));
    setZoneSource(source);
    assert.deepEqual(differences(ofClass('doc')), []);
  });

  test(`by ${name} next to nothing is left out because a law moved`, (t) => {
    t.after(() => setZoneSource(runtimeZones));
    setZoneSource(source);
    const skipped = ofClass('doc').filter((vector) => vector.after >= comparableUntil(vector));
    assert.ok(skipped.length <= 330, `${skipped.length} vectors skipped`);
    assert.ok(skipped.every(({ tz }) => movedLaws.some((law) => law.tz === tz)));
  });
}

test('nothing that Quartz refuses is accepted', () => {
  assert.deepEqual(
    ofClass('invalid').filter(({ e }) => parseQuartz(e).ok),
    [],
  );
});

test('nothing on which Quartz throws is accepted', () => {
  assert.deepEqual(
    ofClass('throws').filter(({ e }) => parseQuartz(e).ok),
    [],
  );
});

test('an undocumented expression that is accepted fires as Quartz fires it, never otherwise', () => {
  const accepted = ofClass('quirk').filter(({ e }) => parseQuartz(e).ok);
  assert.deepEqual(differences(accepted), []);
  assert.ok(accepted.length >= 60, `${accepted.length} accepted`);
});

test('full names of days and months are understood', () => {
  for (const e of [
    '0 0 12 ? * SUNDAY',
    '0 0 12 1 JANUARY ?',
    '0 0 12 ? JAN-MARCH 2',
    '0 30 2 ? * WEDNESDAY,FRIDAY *',
  ]) {
    assert.ok(parseQuartz(e).ok, e);
  }
});
