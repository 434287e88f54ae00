import { runtimeZone, setZoneSource, type ZoneTable } from '../../contract/quartz/index.ts';
import { receivedTable, type ZoneTables } from '../../contract/zones.ts';
import { call } from './client.ts';

// Local times come from the server: the browser's own zone data may be older or newer and is never used.

const tables = new Map<string, ZoneTable | null>();
let names: ReadonlySet<string> | null = null;
let stamp = '';
const asked = new Set<string>();
let batch: Set<string> | null = null;

/** Matches zone names, Windows' ones too ("Central Standard Time (Mexico)"), and offsets. */
const idPattern = /^[A-Za-z0-9_+:/. ()-]{1,64}$/;
const atOnce = 50;

const source = {
  has: (id: string): boolean => tableOf(id) !== null || names?.has(id.toLowerCase()) === true,
  tableOf,
};
setZoneSource(source);

function tableOf(id: string): ZoneTable | null {
  const known = tables.get(id);
  if (known === undefined) askFor(id);
  return known ?? null;
}

/** Zones requested in the same turn are fetched in one batch; subscribers are notified when they arrive. */
function askFor(id: string): void {
  if (stamp === '' || asked.has(id) || !idPattern.test(id)) return;
  asked.add(id);
  if (batch) return void batch.add(id);
  batch = new Set([id]);
  queueMicrotask(() => {
    const ids = [...(batch ?? [])];
    batch = null;
    void fetchTables(ids).then((isHere) => isHere && setZoneSource(source));
  });
}

/** True once all are cached; a failed fetch is retried when the zone is next needed. */
async function fetchTables(ids: readonly string[]): Promise<boolean> {
  let isHere = true;
  for (let at = 0; at < ids.length; at += atOnce) {
    const wanted = ids.slice(at, at + atOnce);
    for (const id of wanted) asked.add(id);
    try {
      const answer = await call('zones', { query: { ids: wanted.join(',') } });
      if (answer.stamp === stamp) put(answer);
    } catch {
      isHere = false;
      for (const id of wanted) asked.delete(id);
    }
  }
  return isHere;
}

function put(answer: ZoneTables): void {
  for (const [id, table] of Object.entries(answer.tables)) tables.set(id, table && receivedTable(table));
}

/** Applies the zone data that comes with the session. If its edition changed, cached zones are fetched again first. */
export async function takeZones(answer: ZoneTables): Promise<void> {
  const isOther = answer.stamp !== stamp;
  const held = isOther ? [...tables.keys()].filter((id) => !(id in answer.tables)) : [];
  if (isOther) {
    stamp = answer.stamp;
    asked.clear();
    await fetchTables(held);
    for (const id of held) if (!asked.has(id)) tables.delete(id);
  }
  put(answer);
  if (isOther) setZoneSource(source);
  await haveZones([runtimeZone()]);
}

/** Loads these zones before the content that needs them is shown. */
export async function haveZones(ids: Iterable<string>): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => !tables.has(id) && idPattern.test(id));
  if (missing.length === 0) return;
  if (await fetchTables(missing)) setZoneSource(source);
}

/** The names of all zones, for a select list. */
export async function fetchNames(): Promise<readonly string[]> {
  const answer = await call('zones', { query: { names: 'true' } });
  const list = answer.names ?? [];
  names = new Set(list.map((name) => name.toLowerCase()));
  setZoneSource(source);
  return list;
}
