import path from 'node:path';
import { RotaError } from '../../contract/errors.ts';
import { noLimitAtOnce, secretNames, type RpaProcess } from '../../contract/process.ts';
import type { Log } from '../log.ts';
import { createRunPacks } from '../store/packs/run-packs.ts';
import type { Conductor } from './conductor.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { EngineParts } from './engine-parts.ts';
import type { createAnnouncements } from './shared/announcements.ts';
import type { Clock } from '../clock.ts';
import { createDatabaseReach } from './shared/database-reach.ts';
import { createDiskRoom } from './shared/disk-room.ts';
import type { Others } from './shared/elsewhere.ts';
import type { EngineContext } from './shared/engine-context.ts';
import { createComputerResources } from './shared/computer-resources.ts';
import { followUpWorker } from './shared/follow-up-ask.ts';
import { createFollowUpChecks } from './shared/follow-up-checks.ts';
import { createLookBook } from './shared/look-book.ts';
import { createProgressBook } from './shared/progress-book.ts';
import { createValueFiles } from './shared/value-files.ts';
import { createOauthTokens } from '../messages/channels/oauth-token.ts';
import { createVaultAccess } from './vault/create-vault-access.ts';

const refusedEveryMs = 100;

interface ContextDeps {
  readonly parts: EngineParts;
  readonly clock: Clock;
  readonly log: Log;
  readonly announcements: ReturnType<typeof createAnnouncements>;
  readonly others: Others | null;
  /** Parts that are created later; available before the first call. */
  readonly later: { readonly conductor: () => Conductor; readonly configuration: () => Configuration };
}

/** Builds the context that every part of the engine gets. */
export function createContext({ parts, clock, log, announcements, others, later }: ContextDeps): EngineContext {
  const { store, config } = parts;
  const vault = createVaultAccess({ config, secrets: parts.secrets, now: () => clock.now() });
  const core: EngineContext = {
    store,
    clock,
    log,
    announcements,
    progress: createProgressBook(),
    lookBook: createLookBook(clock),
    room: createDiskRoom({
      home: parts.home,
      clock,
      log,
      keepFreeMegabytes: () => config.get().settings.keepFreeMegabytes,
      changed: (notice) => {
        announcements.announce({ type: 'notice', notice });
        later.conductor().roomChanged();
      },
    }),
    reach: createDatabaseReach({
      clock,
      log,
      changed(database) {
        announcements.announce({ type: 'database', database });
        // While it is away nobody can be asked what waits.
        if (database.awaySince === null) later.conductor().roomChanged();
      },
    }),
    files: createValueFiles({
      home: parts.home,
      now: () => clock.now(),
      inUse: () => store.retention.filesInUse(),
      others: others?.values,
    }),
    resources: createComputerResources({
      clock,
      log,
      wanted: () => config.get().settings.runsAtOnce,
      changed(notice) {
        if (notice !== null) announcements.announce({ type: 'notice', notice });
        later.conductor().roomChanged();
      },
    }),
    elsewhere: others?.elsewhere ?? null,
    keptEnds: others?.keptEnds ?? null,
    newId: parts.newId,
    settings: () => config.get().settings,
    workerId: () => config.get().worker.id,
    targets: () => later.configuration().roster.targets(),
    targetOf: (named) => later.configuration().roster.targetOf(named),
    taking: ({ maxConcurrent, usesDesktop }, at, target) => ({
      worker: config.get().worker.id,
      targets: later.configuration().roster.targets(),
      at,
      limits: {
        ofProcess: maxConcurrent < noLimitAtOnce ? maxConcurrent : null,
        withoutAnyOf: usesDesktop ? namesOfDesktop(later.configuration().catalogue.all()) : [],
        ofGroup: later.configuration().roster.limitOf(target),
      },
    }),
    isSessionEnding: parts.isSessionEnding ?? (() => false),
    takeScreen: parts.takeScreen ?? null,
    idleSeconds: parts.idleSeconds ?? (() => Promise.resolve(null)),
    reasonOf: (run) => later.conductor().waiting.reasonOf(run),
    holdOf: (run) => later.conductor().waiting.holdOf(run),
    processOf: (name) => later.configuration().catalogue.exact(name),
    openValues: (sealed) => parts.secrets.openValues(sealed),
    sealValues: (process, values) => parts.secrets.sealValues(values, secretNames(process.parameters)),
    vault,
    mailTokens: createOauthTokens(),
    checkFollowUps: followUpChecks(store, vault, later.configuration),
    runFolder: ({ id, queuedAt }) => path.join(parts.home, 'runs', new Date(queuedAt).toISOString().slice(0, 10), id),
    packs: createRunPacks(),
  };
  noteRefusals(core);
  return core;
}

const followUpChecks = (store: EngineParts['store'], vault: EngineContext['vault'], later: () => Configuration) =>
  createFollowUpChecks({
    store,
    vault,
    findProcess: (name) => later().catalogue.find(name),
    processNames: () =>
      later()
        .catalogue.all()
        .map(({ name }) => name),
    findWorker: (given) => followUpWorker(later().roster)(given),
  });

const namesOfDesktop = (processes: readonly RpaProcess[]): string[] =>
  processes.flatMap(({ name, usesDesktop }) => (usesDesktop ? [name] : []));

/** Checks the disk when the database refuses a change. */
function noteRefusals({ store, clock, room }: EngineContext): void {
  let refusedAt = -Infinity;
  store.onRefused((error) => {
    // On a full disk every change is refused; one check is enough.
    if (clock.monotonic() - refusedAt < refusedEveryMs) return;
    refusedAt = clock.monotonic();
    room.noteRefused(error instanceof RotaError && error.code === 'NO_ROOM' ? 'ENOSPC' : 'EIO');
  });
}
