import { setZoneSource, type ZoneSource } from '../../contract/quartz/index.ts';
import { inEnglish } from '../../contract/translatable.ts';
import type { ZoneEdition, ZoneFacts } from '../../contract/zones.ts';
import type { Log } from '../log.ts';
import { findEditions, markOfPlaces, type FoundEditions, type ZonePlaces } from './find-editions.ts';
import { ownZones } from './own-zones.ts';
import { usualName } from './runtime-edition.ts';
import type { ZoneData } from './zone-data.ts';

export { checkZonePlace, zoneFileName, zoneFolderName, type ZonePlaces } from './find-editions.ts';

/** The time zone data that this process computes with. */
export interface ZoneLaw {
  readonly facts: () => ZoneFacts;
  /** The zone that this computer is set to. */
  readonly computerZone: () => string;
  /** The names of all zones, without outdated aliases. */
  readonly names: () => readonly string[];
  /** Checks all sources again; true if other data applies now. */
  readonly look: () => Promise<boolean>;
  /** Calls `listener` after a look that found a change, also of the computer's own zone; returns the function that ends it. */
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => void;
}

interface ZoneLawOptions {
  readonly places: ZonePlaces;
  readonly log: Log;
  readonly computerZone: () => string;
  readonly after: (ms: number, call: () => void) => () => void;
}

const lookEveryMs = 10_000;

/**
 * Uses the newest of four sources: the data folder, the data that Rota ships with, the operating system, and the runtime. Polls
 * them every ten seconds. A zone that the newest lacks comes from the next one.
 */
export async function openZoneLaw(options: ZoneLawOptions): Promise<ZoneLaw> {
  const { places } = options;
  const log = options.log.scope('zones');
  const listeners = new Set<() => void>();
  let mark = await markOfPlaces(places);
  let lastSeen = mark;
  let found = await findEditions(places);
  let computerZone = options.computerZone();
  let isClosed = false;
  let cancel = () => {};
  let turn: Promise<unknown> = Promise.resolve();
  use();
  again();

  function use(): void {
    setZoneSource(inTurn(found.editions));
    logFound(log, found);
  }

  function look(): Promise<boolean> {
    const next = turn.then(async () => {
      const before = factsOf(found);
      mark = await markOfPlaces(places);
      found = await findEditions(places);
      const facts = factsOf(found);
      if (JSON.stringify(facts) === JSON.stringify(before)) return false;
      use();
      tell();
      return facts.stamp !== before.stamp;
    });
    turn = next.catch((error: unknown) => log.error('time zone data cannot be looked at', { error }));
    return next;
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function lookAtComputer(): void {
    const now = options.computerZone();
    if (now === computerZone) return;
    log.warn('this computer is set to another time zone', { from: computerZone, to: now });
    computerZone = now;
    tell();
  }

  /** A copy in progress is used once it is unchanged between two looks. */
  async function lookIfStill(): Promise<void> {
    const now = await markOfPlaces(places);
    const isStill = now === lastSeen;
    lastSeen = now;
    if (isStill && now !== mark) await look();
  }

  function again(): void {
    cancel = options.after(lookEveryMs, () => {
      lookAtComputer();
      lookIfStill()
        .catch((error: unknown) => log.warn('time zone data cannot be looked at', { error }))
        .finally(() => isClosed || again());
    });
  }

  return {
    facts: () => factsOf(found),
    computerZone: () => computerZone,
    names: () => [...new Set([...found.editions[0].names(), ...ownZones.names()])].sort(),
    look,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      isClosed = true;
      cancel();
    },
  };
}

/** The zone data in use on this computer, for a command while no server runs. */
export async function zoneFactsOf(places: ZonePlaces): Promise<ZoneFacts> {
  return factsOf(await findEditions(places));
}

function factsOf({ editions, refused }: FoundEditions): ZoneFacts {
  const [inUse, ...others] = editions;
  return { inUse: about(inUse), others: others.map(about), refused: [...refused], stamp: inUse.stamp };
}

const about = ({ origin, version, place, dated }: ZoneData): ZoneEdition => ({ origin, version, place, dated });

/** Looks a zone up in one edition after the other. An old name that only the runtime knows is mapped to a zone of the newest. */
function inTurn(editions: FoundEditions['editions']): ZoneSource {
  const [newest] = editions;
  return {
    has: (id) => editions.some((edition) => edition.has(id)),
    tableOf(id) {
      for (const edition of editions) {
        const usual = edition.origin === 'runtime' && edition !== newest ? usualName(id) : null;
        const table = (usual === null ? null : newest.tableOf(usual)) ?? edition.tableOf(id);
        if (table !== null) return table;
      }
      return null;
    },
  };
}

function logFound(log: Log, { editions, refused }: FoundEditions): void {
  log.info('time zone data', about(editions[0]));
  for (const { place, reason } of refused)
    log.error('time zone data cannot be used', {
      place,
      reason: typeof reason === 'string' ? reason : inEnglish(reason),
    });
}
