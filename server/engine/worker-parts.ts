import type { WorkerReport } from '../store/worker-store.ts';
import { missingOnDisk } from './configuration/program-check.ts';
import type { ConductorDeps } from './conductor-deps.ts';
import type { Here } from './workers/describe-workers.ts';
import { createProgramReport } from './workers/program-report.ts';
import { createSeenWorkers } from './workers/seen-workers.ts';
import { createTargetHolds } from './workers/target-holds.ts';
import { createWorkers } from './workers/workers.ts';

interface Present {
  readonly running: () => number;
  readonly isPaused: () => boolean;
  readonly isIdTaken: () => boolean;
  readonly desktop: () => Here['report']['facts']['desktop'];
  /** Who takes what may be other than before: the queue and what is told of it must be looked at again. */
  readonly changed: () => void;
}

/** Whether only its own computer gets there. */
const isOwnOnly = (url: string): boolean => /^\w+:\/\/(localhost|127\.|\[::1\])/.test(url);

export type WorkerParts = ReturnType<typeof createWorkerParts>;

/** What this computer knows of the workers of its fleet, itself among them. */
export function createWorkerParts({ core, parts, audit, configuration }: ConductorDeps, present: Present) {
  const { roster, catalogue } = configuration;
  const seen = createSeenWorkers(core.store.workers);
  let heard: number | null = null;
  let address: string | null = null;

  function changed(): void {
    core.announcements.announce({ type: 'workers' });
    present.changed();
  }

  // Alone, a run whose program is missing begins, and ends with that reason.
  const programs = createProgramReport({
    core,
    processes: () => catalogue.all(),
    isMissing: async (process) => (await missingOnDisk(process, parts.places)).length > 0,
    changed,
  });

  const report = (): Omit<WorkerReport, 'state'> => {
    const { id, name, aliases } = roster.own();
    const facts = {
      ...{ platform: parts.platform, runsAtOnce: core.settings().runsAtOnce, desktop: present.desktop() },
      ...{ hasRoom: !core.room.isFull(), cannotRun: [...programs.cannotRun()] },
      clockDifferenceMs: parts.clockAheadMs?.() ?? null,
    };
    return { id, name, aliases, version: parts.version, address, facts };
  };
  const here = (): Here => {
    const { isIdTaken, isPaused, running } = present;
    return { report: report(), isIdTaken: isIdTaken(), isPaused: isPaused(), running: running() };
  };

  let last = parts.config.get();
  const forget = parts.config.onReload((document) => {
    const before = last;
    last = document;
    if (roster.isFleet && document.processes !== before.processes) programs.look();
    if (document.fleet !== before.fleet) changed();
  });

  const holds = createTargetHolds({ roster, seen, here, cannotRun: () => programs.cannotRun() });

  return {
    verbs: createWorkers({ core, config: parts.config, roster, audit, seen, here, changed }),
    report,
    /** Where this computer is reached, without a slash at the end. */
    setAddress: (url: string) => void (address = isOwnOnly(url) ? null : url),
    ...holds,
    /** A person has said that this computer takes nothing new. */
    isHeld: () => roster.own().mode !== null,
    cannotRun: (process: string) => roster.isFleet && programs.cannotRun().has(process),
    lookAtPrograms: () => {
      if (roster.isFleet) programs.look();
    },
    async start(): Promise<void> {
      if (!roster.isFleet) return;
      await enter(roster, parts.config.get().worker.name, core.log);
      await programs.start();
    },
    /** With each beat. */
    async beat(configVersion: number | null): Promise<void> {
      if (configVersion !== null && configVersion !== heard) await parts.config.refresh();
      heard = configVersion;
      if (await seen.beat()) changed();
    },
    /** Others say something else of themselves. */
    async look(): Promise<void> {
      await seen.look();
      changed();
    },
    stop(): void {
      forget();
      programs.stop();
    },
  };
}

/** Enters this computer among the workers of the fleet, under the name that it has, or another one where that is taken. */
async function enter(
  roster: ConductorDeps['configuration']['roster'],
  name: string,
  log: ConductorDeps['core']['log'],
): Promise<void> {
  const entered = await roster.enter();
  if (entered.name === name) return;
  log.warn('another worker or group of the fleet has the name of this computer: it got another one', {
    was: name,
    is: entered.name,
  });
}
