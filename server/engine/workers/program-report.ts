import type { RpaProcess } from '../../../contract/process.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** Which processes this computer could not start, because their program, script or folder is not there. */
export interface ProgramReport {
  cannotRun(): ReadonlySet<string>;
  /** Looks at every process, and from then on now and then. */
  start(): Promise<void>;
  /** A definition has changed. */
  look(): void;
  stop(): void;
}

/** A program may be installed, or a share mounted, while Rota runs. */
const lookEveryMs = 60_000;

export function createProgramReport(deps: {
  readonly core: Pick<EngineContext, 'clock' | 'log'>;
  readonly processes: () => readonly RpaProcess[];
  readonly isMissing: (process: RpaProcess) => Promise<boolean>;
  readonly changed: () => void;
}): ProgramReport {
  const { clock, log } = deps.core;
  let missing: ReadonlySet<string> = new Set();
  let cancel = (): void => {};
  let isStopped = false;
  let isAsked = false;
  let looking: Promise<void> | null = null;

  async function lookAtAll(): Promise<void> {
    while (isAsked && !isStopped) {
      isAsked = false;
      const found = new Set<string>();
      for (const process of deps.processes()) if (await deps.isMissing(process)) found.add(process.name);
      const isSame = found.size === missing.size && [...found].every((name) => missing.has(name));
      missing = found;
      if (!isSame) deps.changed();
    }
  }

  function look(): Promise<void> {
    isAsked = true;
    return (looking ??= lookAtAll()
      .catch((error: unknown) => log.warn('whether the programs of processes are there could not be seen', { error }))
      .finally(() => (looking = null)));
  }

  function again(): void {
    if (isStopped) return;
    cancel = clock.after(lookEveryMs, () => void look().then(again));
  }

  return {
    cannotRun: () => missing,
    async start() {
      await look();
      again();
    },
    look: () => void look(),
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
