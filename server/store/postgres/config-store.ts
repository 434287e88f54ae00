import { RotaError, rotaError } from '../../../contract/errors.ts';
import { inEnglish, said, type Translatable } from '../../../contract/translatable.ts';
import type { Log } from '../../log.ts';
import { answerAll, withAll, type WaitingChange } from '../config/config-changes.ts';
import { createListeners } from '../config/config-listeners.ts';
import type { ConfigDocument } from '../config-document.ts';
import type { Change, ConfigClock, ConfigFact, ConfigStore } from '../config-store.ts';
import {
  merged,
  ownPartOf,
  partNames,
  partOf,
  printPart,
  readPart,
  type Seal,
  type SharedParts,
} from './config-parts.ts';
import { configChannel, giveFirst, partsSince, storeParts } from './config-rows.ts';
import type { Database } from './connection.ts';
import { listen } from './listener.ts';

/** Also where nothing is heard, as behind a pooler that passes no LISTEN on: then a change is seen after this. */
const lookMs = 10_000;
/** How often a change is made again that others were quicker than. */
const mostTries = 20;

interface FleetConfigOptions {
  readonly db: Database;
  /** The document in the computer's folder. */
  readonly own: ConfigStore;
  readonly seal: Seal;
  readonly clock: ConfigClock;
  readonly log: Log;
}

/**
 * The configuration of a computer in a fleet: what all share is in the database, and memory follows it; what belongs to the computer is in
 * its folder. Throws if what is in the database cannot be read, or was sealed with another key.
 */
export async function openFleetConfig({ db, own, seal, clock, log: parent }: FleetConfigOptions): Promise<ConfigStore> {
  const log = parent.scope('config');
  const reloaded = createListeners<ConfigDocument>(log);
  const told = createListeners<ConfigFact>(log);
  let version = 0;
  let shared = {} as SharedParts;
  let refused: Translatable | null = null;
  let current: ConfigDocument;
  let waiting: WaitingChange[] = [];
  let isClosed = false;
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => (turn = turn.then(work));

  /** Takes what others have changed since; whether there was anything. */
  async function look(): Promise<boolean> {
    const found = await partsSince(db, version);
    const fresh: Record<string, unknown> = {};
    for (const { name, body } of found.parts) {
      const known = partNames.find((one) => one === name);
      // A part that a newer Rota has added is none of ours.
      if (known === undefined) continue;
      const read = readPart(known, body, seal);
      if (!read.ok) throw unreadable(read.reason);
      fresh[name] = read.value;
    }
    version = found.version;
    shared = { ...shared, ...fresh };
    current = merged(own.get(), shared);
    mended();
    return Object.keys(fresh).length > 0;
  }

  function mended(): void {
    if (refused === null) return;
    refused = null;
    told.tell({ kind: 'mended' });
  }

  /** While running, what cannot be read changes nothing: the last version stays in use. */
  async function follow(): Promise<void> {
    try {
      if (await look()) reloaded.tell(current);
    } catch (error) {
      const reason = error instanceof RotaError ? error.details[0]?.said : undefined;
      log.warn('the fleet’s configuration cannot be looked at', {
        why: error instanceof Error ? error.message : error,
      });
      if (!(error instanceof Unreadable) || reason === undefined || refused !== null) return;
      refused = reason;
      told.tell({ kind: 'edit-refused', reason });
    }
  }

  async function writeWaiting(): Promise<void> {
    const batch = waiting;
    waiting = [];
    const refusals = new Map<Change, unknown>();
    try {
      for (let tries = 1; ; tries += 1) {
        refusals.clear();
        const next = withAll(batch, current, refusals);
        if (next === current || (await isStored(next))) break;
        if (tries === mostTries)
          throw rotaError('CONFLICT', said`Others change the configuration all the time: try again.`);
        if (await look()) reloaded.tell(current);
      }
      answerAll(batch, refusals);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  /** False if another computer was quicker: nothing was changed then. */
  async function isStored(next: ConfigDocument): Promise<boolean> {
    const changed = partNames.filter((name) => !isSame(partOf(next, name), partOf(current, name)));
    if (changed.length > 0) {
      const stored = await storeParts(
        db,
        version,
        changed.map((name) => ({ name, body: printPart(next, name, seal) })),
      );
      if (stored === null) return false;
      version = stored;
      shared = Object.fromEntries(partNames.map((name) => [name, partOf(next, name)])) as unknown as SharedParts;
    }
    const before = own.get();
    const after = ownPartOf(before, next);
    if (!isSame([after.worker, after.settings], [before.worker, before.settings]))
      await own.update((document) => ownPartOf(document, next));
    current = merged(own.get(), shared);
    return true;
  }

  if (await giveFirst(db, own.get(), seal)) log.info('the fleet starts with the configuration of this computer');
  current = own.get();
  await look();

  const refresh = () => inTurn(follow);
  const listener = listen(db, [configChannel], () => void refresh(), {
    after: (ms, call) => clock.after(ms, call),
    log,
  });
  let stopLooking = () => {};
  const lookAgain = (): void => {
    stopLooking = clock.after(lookMs, () => void refresh().then(() => isClosed || lookAgain()));
  };
  lookAgain();
  const forget = own.onReload(() => {
    current = merged(own.get(), shared);
    reloaded.tell(current);
  });

  return {
    file: own.file,
    get: () => current,
    update(change) {
      if (isClosed)
        return Promise.reject(
          rotaError('SHUTTING_DOWN', said`Rota is stopping: the configuration is not changed any more.`),
        );
      return new Promise((resolve, reject) => {
        waiting.push({ change: (document) => change(document), resolve, reject });
        if (waiting.length === 1) void inTurn(writeWaiting);
      });
    },
    onReload: reloaded.add,
    onFact(listener) {
      const [ofFleet, ofFile] = [told.add(listener), own.onFact(listener)];
      return () => {
        ofFleet();
        ofFile();
      };
    },
    facts: () => [...own.facts(), ...(refused === null ? [] : [{ kind: 'edit-refused' as const, reason: refused }])],
    async refresh() {
      await own.refresh();
      await refresh();
    },
    async close() {
      isClosed = true;
      stopLooking();
      forget();
      await listener.close();
      await turn;
    },
  };
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

class Unreadable extends RotaError {}

const unreadable = (reason: Translatable): RotaError => {
  const sentence = said`The fleet's configuration cannot be used: ${reason}. Install that Rota here; until then the last version stays in use.`;
  return new Unreadable([{ code: 'STORAGE_UNAVAILABLE', field: null, message: inEnglish(sentence), said: sentence }]);
};
