import { z } from 'zod';
import { saidSchema } from './translatable-schema.ts';

// Belonging to a fleet: several computers that remember in one PostgreSQL. The password of the database goes in, and comes out only in a
// join code that somebody asked for.

const address = z.string().trim().min(1).max(2000);

/** A sentence for people, and the same for translation. */
const sentence = z.object({ message: z.string(), said: saidSchema });

export const fleetFacts = z.object({
  /** `user@host:port/database`. */
  database: z.string(),
  isEncrypted: z.boolean(),
  /** What says so: the variable ROTA_DATABASE, or the data folder (`rota fleet join`, Settings). */
  by: z.enum(['variable', 'folder']),
  /** Null for a fleet that was made before fleets had names. */
  name: z.string().nullable(),
  /** Of the key that seals its secrets, to compare: `1A2B-3C4D-5E6F`. */
  fingerprint: z.string(),
  /** Computers that have reported; null if the database was not asked or does not answer. */
  workers: z.int().nullable(),
});
export type FleetFacts = z.infer<typeof fleetFacts>;

/** The fleet's database as this computer meets it. Without a fleet it is always there. */
export const databaseState = z.object({
  /** When it answered last, epoch ms; null while it answers. */
  awaySince: z.number().nullable(),
  /** A newer Rota has changed its tables: this one takes nothing new. */
  isNewer: z.boolean(),
});
export type DatabaseState = z.infer<typeof databaseState>;

export const fleetAnswer = z.object({
  /** What this Rota uses now; null: the database in its own folder. */
  fleet: fleetFacts.nullable(),
  /** What the next start uses, where that is something else: the database of a fleet as people name it, or (null) the own folder's. */
  atNextStart: z.object({ database: z.string().nullable() }).nullable(),
  /** ROTA_DATABASE is set: it wins over what the folder says. */
  isByVariable: z.boolean(),
});
export type FleetAnswer = z.infer<typeof fleetAnswer>;

export const fleetCheckBody = z.strictObject({ address });

/** What is at an address. `problem`: why it cannot be used; what was found until then stays. */
export const fleetCheckAnswer = z.object({
  database: z.string().nullable(),
  isEncrypted: z.boolean(),
  /** `15.6`; null if it was not reached. */
  server: z.string().nullable(),
  /** Whether a fleet lives there already, and how many computers have reported to it. */
  fleet: z.object({ name: z.string().nullable(), workers: z.int() }).nullable(),
  problem: sentence.nullable(),
  needsPassword: z.boolean(),
});
export type FleetCheckAnswer = z.infer<typeof fleetCheckAnswer>;

export const fleetCreateBody = z.strictObject({
  address,
  /** What the others shall use, where that differs: a host name instead of a socket, another user. */
  addressForOthers: address.optional(),
  name: z.string().trim().min(1).max(100),
});

export const fleetJoinBody = z.strictObject({
  code: z.string().trim().min(1).max(4000),
  /** Instead of the address in the code. */
  address: address.optional(),
  /** Where neither code nor address has it. */
  password: z.string().max(1000).optional(),
});

/** Both take effect at the next start. */
export const fleetJoinedAnswer = z.object({
  database: z.string(),
  name: z.string().nullable(),
  fingerprint: z.string(),
  workers: z.int(),
  isByVariable: z.boolean(),
});
export type FleetJoinedAnswer = z.infer<typeof fleetJoinedAnswer>;
/** `code` is for the others; a secret. */
export const fleetCreatedAnswer = fleetJoinedAnswer.extend({ code: z.string() });
export type FleetCreatedAnswer = z.infer<typeof fleetCreatedAnswer>;

export const fleetCodeBody = z.strictObject({
  /** Without it whoever joins is asked for the password of the database. */
  withPassword: z.boolean().default(true),
});
export const fleetCodeAnswer = z.object({ code: z.string() });

export const fleetLeftAnswer = z.object({
  database: z.string(),
  /** Of the computers that have reported, without this one; null if the database does not answer. */
  others: z.int().nullable(),
  /** If nobody else is known to have the key: it is gone with this code, and with it what the fleet's secrets open with. */
  lastCode: z.string().nullable(),
});
export type FleetLeftAnswer = z.infer<typeof fleetLeftAnswer>;

/** What a computer can bring along into its fleet. */
export const bringKinds = [
  'processes',
  'calendars',
  'clients',
  'users',
  'vault',
  'channels',
  'rules',
  'schedules',
  'history',
] as const;
export type BringKind = (typeof bringKinds)[number];

/** Where a name exists with other content: `ask` refuses and names them. */
export const onConflicts = ['ask', 'theirs', 'mine', 'both'] as const;
export type OnConflict = (typeof onConflicts)[number];

export const bringBody = z.strictObject({
  /** Empty: everything. */
  what: z.array(z.enum(bringKinds)).default([]),
  onConflict: z.enum(onConflicts).default('ask'),
  /** Schedules without a worker run on any computer from then on; else on this one, as before. */
  isAnywhere: z.boolean().default(false),
  isDryRun: z.boolean().default(true),
  /** What would come into the fleet of this join code, before it is joined; only as a dry run. */
  join: fleetJoinBody.optional(),
});
export type BringBody = z.infer<typeof bringBody>;

export const bringEntry = z.object({
  kind: z.enum(bringKinds),
  name: z.string(),
  /** `conflict`: nobody decided yet. */
  change: z.enum(['add', 'same', 'theirs', 'mine', 'both', 'conflict']),
  /** Its name in the fleet. */
  as: z.string(),
});
export type BringEntry = z.infer<typeof bringEntry>;

export const bringAnswer = z.object({
  entries: z.array(bringEntry),
  schedules: z.object({ add: z.int(), same: z.int() }),
  /**
   * What stays in the folder: `notEnded`: runs that have not ended; `younger`: ended ones that are younger than the fleet's first own run, or
   * all of them where the fleet has no room for older ones.
   */
  runs: z.object({ add: z.int(), same: z.int(), notEnded: z.int(), younger: z.int() }),
  isDryRun: z.boolean(),
});
export type BringAnswer = z.infer<typeof bringAnswer>;
