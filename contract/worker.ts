import { z } from 'zod';

/**
 * A computer that runs robots. `id` is made once and shown behind the parameters icon; `aliases` are further names that callers
 * may use.
 */
export const worker = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
});
export type Worker = z.infer<typeof worker>;

export const workerStates = ['idle', 'running', 'paused', 'attention'] as const;

/** This computer as its own screens show it. */
export const workerStatus = worker.extend({
  state: z.enum(workerStates),
  platform: z.string(),
  version: z.string(),
  runsAtOnce: z.int(),
  running: z.int(),
  queued: z.int(),
  /** How many of these are robots that need the screen. */
  queuedForDesktop: z.int(),
  /** Why a desktop robot cannot run now. */
  desktop: z.enum(['ready', 'locked', 'asleep', 'disconnected']),
  /** Whether the disk has room for runs; without it they wait. */
  hasRoom: z.boolean(),
});
export type WorkerStatus = z.infer<typeof workerStatus>;

/**
 * What a worker of a fleet is ready for, the first of these that holds: `id-taken`: this computer, while another one reports under its ID;
 * `stopped`: its Rota was ended in good order; `away`: not seen for eight seconds; `needs-update`: its Rota is older than the tables and
 * takes nothing new; `draining`: finishes what runs, takes nothing new; `maintenance`: takes nothing; `paused`: everything is paused;
 * `busy`: runs something; `locked`: desktop robots wait for its screen, others run; `available`.
 */
export const fleetStates = [
  'available',
  'busy',
  'locked',
  'paused',
  'draining',
  'maintenance',
  'needs-update',
  'away',
  'stopped',
  'id-taken',
] as const;
export type FleetState = (typeof fleetStates)[number];

/** `drain` becomes maintenance when nothing runs any more. */
export const workerModes = ['drain', 'maintenance'] as const;
export const workerMode = z.object({
  kind: z.enum(workerModes),
  /** Epoch ms. */
  since: z.number(),
  /** Who asked for it. */
  by: z.string(),
});
export type WorkerMode = z.infer<typeof workerMode>;

const name = z.string().trim().min(1).max(100);

/** What all computers know of a worker and what can be changed from any of them. */
export const workerEntry = z.object({
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  /** Names of the groups that it belongs to. */
  groups: z.array(z.string()).default([]),
  /** Null: it takes runs. */
  mode: workerMode.nullable().default(null),
});
export type WorkerEntry = z.infer<typeof workerEntry>;

/** A worker as every computer of its fleet shows it; without a fleet there is one. */
export const fleetWorker = worker.extend({
  groups: z.array(z.string()),
  state: z.enum(fleetStates),
  mode: workerMode.nullable(),
  /** Whether it is the computer that answers. */
  isThis: z.boolean(),
  /** By the clock of the database, epoch ms; null if it never reported. */
  lastSeen: z.number().nullable(),
  version: z.string(),
  platform: z.string(),
  /** Where others reach its page; null if only its own computer does. */
  address: z.string().nullable(),
  desktop: workerStatus.shape.desktop,
  hasRoom: z.boolean(),
  running: z.array(z.object({ id: z.string(), process: z.string(), startedAt: z.number() })),
  runsAtOnce: z.int(),
  /** How many waiting runs are for it by its ID; what waits for a group or for anybody is not in it. */
  queued: z.int(),
  /** How far its clock is ahead of the database's (negative: behind); null without a fleet. */
  clockDifferenceMs: z.number().nullable(),
  /** Processes whose program is not there. */
  cannotRun: z.array(z.string()),
});
export type FleetWorker = z.infer<typeof fleetWorker>;

/** Workers that a start may name together. `limit`: how many runs that were started for the group run at once; null = any number. */
export const workerGroup = z.object({ name: z.string(), limit: z.int().min(1).nullable() });
export type WorkerGroup = z.infer<typeof workerGroup>;

export const shownGroup = workerGroup.extend({
  /** IDs of its workers. */
  members: z.array(z.string()),
  /** Runs that were started for it: those that run now, and those that wait. */
  running: z.int(),
  queued: z.int(),
});
export type ShownGroup = z.infer<typeof shownGroup>;

/** Whom runs can be started for: a worker by its ID, a group by its name. */
export const workersAnswer = z.object({
  workers: z.array(fleetWorker),
  groups: z.array(shownGroup),
  /** Whether computers share a database. */
  isFleet: z.boolean(),
});
export type WorkersAnswer = z.infer<typeof workersAnswer>;
export const fleetWorkerAnswer = z.object({ worker: fleetWorker });
export const groupsAnswer = z.object({ groups: z.array(shownGroup) });

/** A group that is not there yet is added. */
export const changeWorkerBody = z.object({
  name: name.optional(),
  aliases: z.array(name).max(20).optional(),
  groups: z.array(name).max(50).optional(),
});
export type WorkerChange = z.infer<typeof changeWorkerBody>;
export const groupBody = z.object({ limit: z.int().min(1).max(10_000).nullable().default(null) });
export const groupNameBody = z.object({ name });
/** Without `force` what is waited for, or named by a schedule, is refused with IN_USE. */
export const removeQuery = z.object({
  force: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .default(false),
});

/** A worker as programs see it: `state` says less than `condition`, in the words that it always had. */
export const connectorWorker = workerStatus.extend({
  condition: z.enum(fleetStates),
  groups: z.array(z.string()),
  isThis: z.boolean(),
  lastSeen: z.number().nullable(),
  address: z.string().nullable(),
  clockDifferenceMs: z.number().nullable(),
});
export type ConnectorWorker = z.infer<typeof connectorWorker>;
