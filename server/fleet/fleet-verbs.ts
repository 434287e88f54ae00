import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { rotaError, type RotaError } from '../../contract/errors.ts';
import type * as contract from '../../contract/fleet.ts';
import { said } from '../../contract/translatable.ts';
import type { Log } from '../log.ts';
import type { ConfigDocument } from '../store/config-document.ts';
import type { OwnHistory } from '../store/own-history.ts';
import type { FleetPort } from '../store/fleet-port.ts';
import { printAddress, readAddress, shownAddress, type DatabaseAddress } from '../store/postgres/address.ts';
import { giveFirst } from '../store/postgres/config-rows.ts';
import { openDatabase } from '../store/postgres/connection.ts';
import { lookAtFleet, putFleet, type FoundFleet } from '../store/postgres/fleet-look.ts';
import { createSecretBox } from '../vault/secret-box.ts';
import { addressIn, asRefusal, check, looked, refused } from './fleet-check.ts';
import { isKeyOf, keyCheckOf, sealWith } from './fleet-key.ts';
import { fleetKeyName, readFleetFile, removeFleetFiles, writeFleetFiles, type FleetFile } from './fleet-folder.ts';
import { fingerprintOf, printJoinCode, readJoinCode, type JoinCode } from './join-code.ts';
import { resealedDocument } from './reseal.ts';

/** The database of a fleet that is used now. */
export interface FleetInUse {
  readonly address: DatabaseAddress;
  readonly by: 'variable' | 'folder';
  readonly key: Uint8Array;
}

export interface FleetDeps {
  readonly home: string;
  readonly now: () => number;
  readonly log: Log;
  readonly inUse: FleetInUse | null;
  readonly isByVariable: boolean;
  /** The database in the folder; null if there is none. */
  readonly openHistory: () => OwnHistory | null;
  /** The configuration in the folder, which the first computer gives its fleet, and the key that its secrets are sealed with. */
  readonly own: () => Promise<{ readonly document: ConfigDocument; readonly key: Uint8Array }>;
}

export function createFleetVerbs(deps: FleetDeps): FleetPort {
  const { home, inUse } = deps;
  let next = readFleetFile(home);

  return {
    get: async () => ({
      fleet: inUse && (await factsOf(inUse)),
      atNextStart: nextOf(deps, next),
      isByVariable: deps.isByVariable,
    }),
    isOtherNext: () => nextOf(deps, next) !== null,
    check: ({ address }) => check(address),

    async create({ address: given, addressForOthers, name }) {
      refuseIfIn(deps, next);
      const address = addressIn(given);
      const others = addressForOthers === undefined ? null : addressIn(addressForOthers, 'addressForOthers');
      const look = await looked(address);
      if (look.fleet !== null) throw fleetIsThere(address, look.fleet);
      const key = new Uint8Array(randomBytes(32));
      await makeFleet(deps, address, name, key);
      next = await write(deps, { address, others, key });
      return {
        ...joined(deps, address, { name, workers: 0 }, key),
        code: printJoinCode({ address: printAddress(others ?? address), key }),
      };
    },

    async join(body) {
      refuseIfIn(deps, next);
      const { address, key, fleet } = await found(body);
      next = await write(deps, { address, others: null, key });
      return joined(deps, address, fleet, key);
    },

    async code({ withPassword }) {
      // Also of a fleet that is used from the next start on.
      const key = inUse?.key ?? (next && (await keyIn(home)));
      const stored = next?.addressForOthers ?? next?.address;
      const address = inUse?.by === 'variable' || stored === undefined ? inUse?.address : readAddress(stored);
      if (key === null || address === undefined) throw rotaError('CONFLICT', said`This computer is in no fleet`);
      return printJoinCode({ address: printAddress(address, { withPassword }), key });
    },

    async bring(body) {
      const into = body.join === undefined ? (inUse ?? (await joinedNext(deps, next))) : await found(body.join);
      // Rota works with its own database still: what fires there would fire in the fleet once more.
      if (into === null || (into !== inUse && !body.isDryRun))
        throw rotaError(
          'CONFLICT',
          said`This computer works with its own database still: bring it along once it uses the fleet's, after a restart`,
        );
      const { bring } = await import('./bring.ts');
      return bring({ ...deps, address: into.address, key: into.key, own: await deps.own() }, body);
    },

    async leave() {
      const left = await leave(deps);
      next = null;
      return left;
    },
  };
}

/** The fleet of a join code, once its key is known to be the right one. */
async function found(body: z.infer<typeof contract.fleetJoinBody>) {
  const { address, key } = readJoining(body);
  const { fleet } = await looked(address, body.address === undefined ? 'code' : 'address');
  if (fleet === null)
    throw refused(
      said`There is no fleet in the database ${shownAddress(address)}: the code is of another one, or it was deleted there. Nothing was changed.`,
      'code',
    );
  if (!isKeyOf(key, fleet.keyCheck))
    throw refused(
      said`The key in this join code is not that of the fleet in ${shownAddress(address)}: take a new code from one of its computers. Nothing was changed.`,
      'code',
    );
  return { address, key, fleet };
}

/** The fleet that the next start uses; null if it uses none, or its key cannot be read here. */
async function joinedNext({ home }: FleetDeps, next: FleetFile | null) {
  const key = next && (await keyIn(home));
  return next && key && { address: readAddress(next.address), key };
}

async function write(
  { home, now, log }: FleetDeps,
  { address, others, key }: { address: DatabaseAddress; others: DatabaseAddress | null; key: Uint8Array },
): Promise<FleetFile> {
  const made: FleetFile = {
    version: 1,
    address: printAddress(address),
    addressForOthers: others && printAddress(others),
    joinedAt: now(),
  };
  await writeFleetFiles(home, made, key);
  log.info('this computer belongs to a fleet from the next start on', { database: shownAddress(address) });
  return made;
}

async function makeFleet(deps: FleetDeps, address: DatabaseAddress, name: string, key: Uint8Array): Promise<void> {
  const own = await deps.own();
  const db = await openDatabase(address, deps.log).catch((error: unknown) => {
    throw asRefusal(error, 'address');
  });
  try {
    if (!(await putFleet(db, name, keyCheckOf(key)))) throw fleetIsThere(address, null);
    const reseal = { from: createSecretBox(own.key), to: createSecretBox(key) };
    await giveFirst(db, () => resealedDocument(own.document, reseal), sealWith(key, deps.home, fleetKeyName));
  } finally {
    await db.close();
  }
}

async function leave(deps: FleetDeps): Promise<contract.FleetLeftAnswer> {
  const left = readFleetFile(deps.home);
  if (left === null)
    throw deps.isByVariable
      ? rotaError(
          'CONFLICT',
          said`ROTA_DATABASE says that this computer is in a fleet: take the variable away and start Rota again`,
        )
      : rotaError('CONFLICT', said`This computer is in no fleet`);
  const address = readAddress(left.address, said`The address of the database`);
  const fleet = await lookAtFleet(address).then(
    (look) => look.fleet,
    () => null,
  );
  const key = deps.inUse?.by === 'folder' ? deps.inUse.key : await keyIn(deps.home);
  await removeFleetFiles(deps.home);
  deps.log.info('this computer leaves its fleet with the next start', { database: shownAddress(address) });
  const others = fleet === null ? null : Math.max(0, fleet.workers - 1);
  return {
    database: shownAddress(address),
    others,
    lastCode: others === 0 && key !== null ? printJoinCode({ address: left.address, key }) : null,
  };
}

/** The key of a fleet that is not in use now; null if it cannot be read here. */
async function keyIn(home: string): Promise<Uint8Array | null> {
  const { openFolderKey } = await import('../vault/folder-key.ts');
  return openFolderKey(home, undefined, false, fleetKeyName).then(
    ({ key }) => key,
    () => null,
  );
}

async function factsOf({ address, by, key }: FleetInUse): Promise<contract.FleetFacts> {
  const fleet = await lookAtFleet(address).then(
    (look) => look.fleet,
    () => null,
  );
  return {
    database: shownAddress(address),
    isEncrypted: address.tls !== 'off',
    by,
    name: fleet?.name ?? null,
    fingerprint: fingerprintOf(key),
    workers: fleet?.workers ?? null,
  };
}

/** What the next start uses, if that is something else than now. A variable wins over what is in the folder. */
function nextOf({ inUse, isByVariable }: FleetDeps, file: FleetFile | null): contract.FleetAnswer['atNextStart'] {
  if (isByVariable) return null;
  const database = file && shownAddress(readAddress(file.address, said`The address of the database`));
  const isSame = file === null ? inUse === null : inUse !== null && printAddress(inUse.address) === file.address;
  return isSame ? null : { database };
}

function refuseIfIn({ inUse }: FleetDeps, next: FleetFile | null): void {
  if (next === null && inUse?.by !== 'folder') return;
  throw rotaError(
    'CONFLICT',
    said`This computer is in a fleet already, or will be with the next start: leave that one first`,
  );
}

function readJoining(body: z.infer<typeof contract.fleetJoinBody>): { address: DatabaseAddress; key: JoinCode['key'] } {
  const code = readJoinCode(body.code);
  const address = body.address === undefined ? addressIn(code.address, 'code') : addressIn(body.address);
  return { key: code.key, address: { ...address, password: body.password || address.password } };
}

const joined = (
  { isByVariable }: FleetDeps,
  address: DatabaseAddress,
  { name, workers }: Pick<FoundFleet, 'name' | 'workers'>,
  key: Uint8Array,
): contract.FleetJoinedAnswer => ({
  database: shownAddress(address),
  ...{ name, workers, isByVariable },
  fingerprint: fingerprintOf(key),
});

const fleetIsThere = (address: DatabaseAddress, fleet: FoundFleet | null): RotaError =>
  refused(
    fleet?.name
      ? said`In the database ${shownAddress(address)} there is a fleet already, "${fleet.name}": join it with a code of one of its computers, or name another database.`
      : said`In the database ${shownAddress(address)} there is a fleet already: join it with a code of one of its computers, or name another database.`,
    'address',
  );
