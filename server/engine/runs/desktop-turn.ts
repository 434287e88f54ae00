import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** Whose turn it is to use mouse and keyboard. Somebody at the computer may be asked first, and may say "later". */
export interface DesktopTurn {
  /** A run is being asked about, or is about to begin. */
  isTaken(): boolean;
  /** Nobody has the turn, and nobody said "later". Who runs already is not looked at. */
  isFree(): boolean;
  /** Until when (epoch ms) it is left alone, and the run about which somebody is being asked. */
  hold(): { readonly laterUntil: number | null; readonly askingAbout: string | null };
  /** The turn is this run's: asks, and begins it if it may. Nobody else gets the turn before it has begun, or will not. */
  give(run: StoredRun, begin: () => Promise<unknown>): void;
  /** Resolves when nothing is about to begin; who is only being asked is not waited for. */
  settled(): Promise<void>;
}

/** How long "later" is, when a person wants to keep the mouse. */
const laterMs = 10 * 60_000;

/** A robot that could not be begun (disk full) is tried again after this time. */
const againMs = 1_000;

export function createDesktopTurn(deps: {
  readonly core: EngineContext;
  readonly ask: (run: StoredRun) => Promise<'go' | 'later'>;
  /** Whether a robot may begin now that the answer is there: the screen may have been locked under the question. */
  readonly mayBegin: () => boolean;
  /** What holds waiting runs up has changed. */
  readonly changed: () => void;
  /** The queue is to be looked at again. */
  readonly wake: () => void;
}): DesktopTurn {
  const { core } = deps;
  let turn: { readonly runId: string; isAsked: boolean } | null = null;
  /** By the time since the computer started, which nobody sets. */
  let later: { readonly until: number } | null = null;
  let beginning: Promise<unknown> = Promise.resolve();

  function laterUntil(): number | null {
    const leftMs = later === null ? 0 : later.until - core.clock.uptime();
    return leftMs > 0 ? Math.round(core.clock.now() + leftMs) : null;
  }

  function leaveAlone(): void {
    later = { until: core.clock.uptime() + laterMs };
    core.clock.after(laterMs, () => {
      later = null;
      deps.changed();
      deps.wake();
    });
  }

  async function ask(run: StoredRun): Promise<'go' | 'later'> {
    try {
      return await deps.ask(run);
    } catch (error) {
      core.log.warn('nobody could be asked before a desktop robot began', { run: run.id, error });
      return 'go';
    }
  }

  function pass(): void {
    turn = null;
    deps.changed();
  }

  async function take(run: StoredRun, begin: () => Promise<unknown>): Promise<void> {
    const mine = { runId: run.id, isAsked: true };
    turn = mine;
    deps.changed();
    try {
      const said = await ask(run);
      mine.isAsked = false;
      if (said === 'later') leaveAlone();
      else if (deps.mayBegin()) await (beginning = begin());
      pass();
      deps.wake();
    } catch (error) {
      core.log.error('a desktop robot could not be started; it is tried again', { run: run.id, error });
      pass();
      core.clock.after(againMs, deps.wake);
    }
  }

  return {
    isTaken: () => turn !== null,
    isFree: () => turn === null && laterUntil() === null,
    hold: () => ({ laterUntil: laterUntil(), askingAbout: turn?.isAsked ? turn.runId : null }),
    give: (run, begin) => void take(run, begin),
    settled: async () => void (await beginning.catch(() => undefined)),
  };
}
