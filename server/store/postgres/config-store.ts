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
import { configChannel, giveFirst, partsSince, storeParts, type StoredPart } from './config-rows.ts';
import type { Database } from './connection.ts';
import type { Hub } from './hub.ts';

/** Also where nothing is heard, as behind a pooler that passes no LISTEN on: then a change is seen after this. */
const lookMs = 10_000;
/** How often a change is made again that others were quicker than. */
const mostTries = 20;

interface FleetConfigOptions {
  readonly db: Database;
  readonly hub: Hub;
  /** The document in the computer's folder. */
  readonly own: ConfigStore;
  /** What this computer gives a fleet that has no configuration yet, sealed with the fleet's key. */
  readonly first?: () => ConfigDocument;
  readonly seal: Seal;
  readonly clock: ConfigClock;
  readonly log: Log;
}

/**
 * The configuration of a computer in a fleet: what all share is in the database, and memory follows it; what belongs to the computer is in
 * its folder. Throws if what is in the database cannot be read, or was sealed with another key.
 */
export async function openFleetConfig(options: FleetConfigOptions): Promise<ConfigStore> {
  const { db, hub, own, seal, clock } = options;
  const log = options.log.scope('config');
  const memory = createMemory({ ...options, log });
  const { reloaded, told } = memory;
  let waiting: WaitingChange[] = [];
  let isClosed = false;
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => (turn = turn.then(work));

  async function writeWaiting(): Promise<void> {
    const batch = waiting;
    waiting = [];
    const refusals = new Map<Change, unknown>();
    try {
      for (let tries = 1; ; tries += 1) {
        refusals.clear();
        const next = withAll(batch, memory.current(), refusals);
        if (next === memory.current() || (await memory.isStored(next))) break;
        if (tries === mostTries)
          throw rotaError('CONFLICT', said`Others change the configuration all the time: try again.`);
        if (await memory.look()) reloaded.tell(memory.current());
      }
      answerAll(batch, refusals);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  if (await giveFirst(db, options.first ?? (() => own.get()), seal))
    log.info('the fleet starts with the configuration of this computer');
  await memory.look();

  const refresh = () => inTurn(memory.follow);
  const after: ConfigClock['after'] = (ms, call) => clock.after(ms, call);
  const stopHearing = hub.on(configChannel, () => void refresh());
  let stopLooking = () => {};
  const lookAgain = (): void => {
    stopLooking = after(lookMs, () => void refresh().then(() => isClosed || lookAgain()));
  };
  lookAgain();
  const forget = own.onReload(memory.takeOwn);

  return {
    file: own.file,
    get: memory.current,
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
    onFact(hear) {
      const forgetters = [told.add(hear), own.onFact(hear)];
      return () => forgetters.forEach((each) => each());
    },
    facts: () => [...own.facts(), ...memory.facts()],
    async refresh() {
      await own.refresh();
      await refresh();
    },
    async close() {
      isClosed = true;
      stopLooking();
      forget();
      stopHearing();
      await turn;
    },
  };
}

/** What is known of the database's configuration, and how it follows it. Its verbs are never called at once. */
function createMemory({ db, own, seal, log }: FleetConfigOptions) {
  const reloaded = createListeners<ConfigDocument>(log);
  const told = createListeners<ConfigFact>(log);
  let version = 0;
  let shared = {} as SharedParts;
  let refused: Translatable | null = null;
  let current = own.get();

  /** Takes what others have changed since; whether there was anything. */
  async function look(): Promise<boolean> {
    const found = await partsSince(db, version);
    const fresh = readParts(found.parts, seal);
    version = found.version;
    shared = { ...shared, ...fresh };
    current = merged(own.get(), shared);
    if (refused !== null) {
      refused = null;
      told.tell({ kind: 'mended' });
    }
    return Object.keys(fresh).length > 0;
  }

  /** While running, what cannot be read changes nothing: the last version stays in use. */
  async function follow(): Promise<void> {
    try {
      if (await look()) reloaded.tell(current);
    } catch (error) {
      log.warn('the fleet’s configuration cannot be looked at', {
        why: error instanceof Error ? error.message : error,
      });
      const reason = error instanceof Unreadable ? error.details[0]?.said : undefined;
      if (reason === undefined || refused !== null) return;
      refused = reason;
      told.tell({ kind: 'edit-refused', reason });
    }
  }

  /** False if another computer was quicker: nothing was changed then. */
  async function isStored(next: ConfigDocument): Promise<boolean> {
    const changed = partNames.filter((name) => !isSame(partOf(next, name), partOf(current, name)));
    if (changed.length > 0) {
      const bodies = changed.map((name) => ({ name, body: printPart(next, name, seal) }));
      const stored = await storeParts(db, version, bodies);
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

  return {
    reloaded,
    told,
    look,
    follow,
    isStored,
    current: () => current,
    facts: (): ConfigFact[] => (refused === null ? [] : [{ kind: 'edit-refused', reason: refused }]),
    /** The file in the folder was edited by hand. */
    takeOwn: (): void => {
      current = merged(own.get(), shared);
      reloaded.tell(current);
    },
  };
}

function readParts(stored: readonly StoredPart[], seal: Seal): Record<string, unknown> {
  const fresh: Record<string, unknown> = {};
  for (const { name, body } of stored) {
    const known = partNames.find((one) => one === name);
    // A part that a newer Rota has added is none of ours.
    if (known === undefined) continue;
    const read = readPart(known, body, seal);
    if (!read.ok) throw unreadable(read.reason);
    fresh[name] = read.value;
  }
  return fresh;
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

class Unreadable extends RotaError {}

const unreadable = (reason: Translatable): RotaError => {
  const sentence = said`The fleet's configuration cannot be used: ${reason}. Install that Rota here; until then the last version stays in use.`;
  return new Unreadable([{ code: 'STORAGE_UNAVAILABLE', field: null, message: inEnglish(sentence), said: sentence }]);
};
