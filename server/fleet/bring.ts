import { rotaError, wholeSentence } from '../../contract/errors.ts';
import type { BringAnswer, BringBody, BringKind } from '../../contract/fleet.ts';
import { bringKinds } from '../../contract/fleet.ts';
import { inARow, said } from '../../contract/translatable.ts';
import type { Log } from '../log.ts';
import type { ConfigDocument } from '../store/config-document.ts';
import type { DatabaseAddress } from '../store/postgres/address.ts';
import { fleetAge, knownIds, putRuns, putSchedules } from '../store/postgres/brought.ts';
import { partNames, printPart, readPart, type Seal } from '../store/postgres/config-parts.ts';
import { partsSince, storeParts } from '../store/postgres/config-rows.ts';
import { openDatabase, type Database } from '../store/postgres/connection.ts';
import type { OwnHistory } from '../store/own-history.ts';
import { createSecretBox } from '../vault/secret-box.ts';
import { bringConfig, type BroughtConfig } from './bring-config.ts';
import { runRow, scheduleRow, type Bringing } from './brought-rows.ts';
import { fleetKeyName } from './fleet-folder.ts';
import { sealWith } from './fleet-key.ts';
import { resealedDocument } from './reseal.ts';

export interface BringFrom {
  readonly home: string;
  readonly log: Log;
  readonly address: DatabaseAddress;
  /** Of the fleet. */
  readonly key: Uint8Array;
  /** What lies in the folder, and the key that its secrets are sealed with. */
  readonly own: { readonly document: ConfigDocument; readonly key: Uint8Array };
  readonly openHistory: () => OwnHistory | null;
}

const rowsATurn = 200;
const mostTries = 10;

/**
 * Brings what lies in this computer's folder into its fleet, or says what would come. The folder stays as it is; what is there already is known by
 * its id or name, so that an interrupted one is done again without doubles. Throws CONFLICT, with the names, if nobody decided about some.
 */
export async function bring(from: BringFrom, body: BringBody): Promise<BringAnswer> {
  const { home, address, key, own } = from;
  const box = createSecretBox(key);
  const reseal = { from: createSecretBox(own.key), to: box };
  const document = resealedDocument(own.document, reseal);
  const what = new Set<BringKind>(body.what.length === 0 ? bringKinds : body.what);
  const wish = { what, onConflict: body.onConflict, mark: own.document.worker.name, box };
  const history = from.openHistory();
  let db: Database | null = null;
  try {
    db = await openDatabase(address, from.log);
    const seal = sealWith(key, home, fleetKeyName);
    const config = await storedConfig(db, seal, (fleet) => bringConfig(document, fleet, wish), body.isDryRun);
    const bringing: Bringing = {
      ...{ reseal, names: config.names },
      worker: body.isAnywhere ? null : own.document.worker.id,
    };
    const none = { add: 0, same: 0 };
    const isWanted = (kind: BringKind) => history !== null && what.has(kind);
    return {
      entries: [...config.entries],
      schedules: isWanted('schedules') ? await bringSchedules(db, history!, bringing, 'listed', body.isDryRun) : none,
      runs: isWanted('history')
        ? await bringHistory(db, history!, bringing, body.isDryRun)
        : { ...none, notEnded: 0, younger: 0 },
      isDryRun: body.isDryRun,
    };
  } finally {
    history?.close();
    await db?.close();
  }
}

/** Compared and stored; again where another computer changed the configuration in between. */
async function storedConfig(
  db: Database,
  seal: Seal,
  change: (fleet: ConfigDocument) => BroughtConfig,
  isDryRun: boolean,
): Promise<BroughtConfig> {
  for (let tries = 1; ; tries += 1) {
    const { version, parts } = await partsSince(db, 0);
    const fleet = Object.fromEntries(
      parts.flatMap(({ name, body }) => {
        const known = partNames.find((one) => one === name);
        if (known === undefined) return [];
        const read = readPart(known, body, seal);
        if (!read.ok)
          throw rotaError('STORAGE_UNAVAILABLE', said`The fleet's configuration cannot be used: ${read.reason}.`);
        return [[known, read.value]];
      }),
    ) as unknown as ConfigDocument;
    const made = change(fleet);
    refuseUndecided(made, isDryRun);
    const changed = partNames.filter((name) => name !== 'settings' && made.document[name] !== fleet[name]);
    const isNew = made.entries.some((entry) => ['add', 'mine', 'both'].includes(entry.change));
    if (isDryRun || !isNew) return made;
    const bodies = changed.map((name) => ({ name, body: printPart(made.document, name, seal) }));
    // What none of the fleet's computers could read must not get there.
    for (const { name, body } of bodies) {
      const read = readPart(name, body, seal);
      if (!read.ok)
        throw rotaError('CONFLICT', said`This cannot be brought into the fleet: ${read.reason}. Nothing was changed.`);
    }
    if ((await storeParts(db, version, bodies)) !== null) return made;
    if (tries === mostTries)
      throw rotaError('CONFLICT', said`Others change the configuration all the time: try again.`);
  }
}

function refuseUndecided({ entries }: BroughtConfig, isDryRun: boolean): void {
  const open = entries.filter(({ change }) => change === 'conflict');
  if (isDryRun || open.length === 0) return;
  const names = open.slice(0, 10).map(({ name }) => name);
  throw wholeSentence(
    'CONFLICT',
    said`The fleet has ${open.length} of these names with other content (${inARow(names, ', ')}): say whether to keep theirs, take mine, or have both. Nothing was changed.`,
    'onConflict',
  );
}

async function bringSchedules(
  db: Database,
  history: OwnHistory,
  bringing: Bringing,
  which: 'listed' | 'all',
  isDryRun: boolean,
): Promise<{ add: number; same: number }> {
  let [add, all] = [0, 0];
  for (let after = 0; ;) {
    const rows = history.schedules(after, rowsATurn, which);
    if (rows.length === 0) return { add, same: all - add };
    after = Number(rows.at(-1)!['seq']);
    all += rows.length;
    const ids = rows.map((row) => String(row['id']));
    const known = await knownIds(db, 'schedule', ids);
    const fresh = rows.filter((row) => !known.has(String(row['id'])));
    if (isDryRun || fresh.length === 0) add += fresh.length;
    else
      add += await putSchedules(
        db,
        fresh.map((row) => scheduleRow(row, bringing)),
      );
  }
}

/** Ended runs from before the fleet began its own: their order is that of their times. */
async function bringHistory(
  db: Database,
  history: OwnHistory,
  bringing: Bringing,
  isDryRun: boolean,
): Promise<BringAnswer['runs']> {
  const { hasRoom, since } = await fleetAge(db);
  const { open: notEnded, ended } = history.counts();
  if (!hasRoom) return { add: 0, same: 0, notEnded, younger: ended };
  // Every run has a schedule: also single starts, and schedules that were deleted.
  if (!isDryRun) await bringSchedules(db, history, bringing, 'all', false);
  let [add, all, younger] = [0, 0, 0];
  for (let after = 0; ;) {
    const page = history.runs(after, rowsATurn);
    if (page.length === 0) return { add, same: all - add, notEnded, younger };
    after = Number(page.at(-1)!['seq']);
    const rows = page.filter((row) => since === null || Number(row['queued_at']) < since);
    younger += page.length - rows.length;
    all += rows.length;
    const known = await knownIds(
      db,
      'run',
      rows.map((row) => String(row['id'])),
    );
    const fresh = rows.filter((row) => !known.has(String(row['id'])));
    if (isDryRun || fresh.length === 0) {
      add += fresh.length;
      continue;
    }
    const ids = new Map(fresh.map((row) => [Number(row['seq']), String(row['id'])]));
    const attempts = history.attempts([...ids.keys()]).map((row) => ({ ...row, run_id: ids.get(Number(row['run']))! }));
    add += await putRuns(
      db,
      fresh.map((row) => runRow(row, bringing)),
      attempts,
    );
  }
}
