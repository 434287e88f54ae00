import type { Reason } from '../../../contract/reasons.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { createIdleWait, type IdleWait } from './idle-wait.ts';

/** Decides which run may use mouse and keyboard. A person at the computer may be asked first, and may answer "later". */
export interface DesktopTurn {
  /** A person is being asked about a run, or a run is about to start. */
  isTaken(): boolean;
  /** No run has the turn, and nobody answered "later". Does not check active runs. */
  isFree(): boolean;
  /** Until when (epoch ms) desktop robots wait, and the run about which a person is being asked. */
  hold(): {
    readonly laterUntil: number | null;
    readonly askingAbout: string | null;
    /** Schedules, by sequence number, whose runs wait until nobody uses the desktop. */
    readonly idle: ReadonlyMap<number, Reason>;
  };
  /** Whether a run waits until nobody uses the desktop; it is looked again by itself. */
  readonly waits: IdleWait['holds'];
  /** Schedules, by sequence number, of which it is known that they wait for that. */
  readonly held: IdleWait['held'];
  /** Gives the turn to a run: asks, then starts it if allowed. The turn stays taken until the run has started, or will not start. */
  give(run: StoredRun, begin: () => Promise<unknown>): void;
  /** Resolves when no run is about to start; does not wait for a person's answer. */
  settled(): Promise<void>;
}

/** The length of a "later". */
const laterMs = 10 * 60_000;

/** The pause before a robot that could not be started (disk full) is tried again. */
const againMs = 1_000;

export function createDesktopTurn(deps: {
  readonly core: EngineContext;
  readonly ask: (run: StoredRun) => Promise<'go' | 'later'>;
  /** Whether a robot may still start after the answer: the screen may have been locked meanwhile. */
  readonly mayBegin: () => boolean;
  /** The reason why runs wait has changed. */
  readonly changed: () => void;
  /** Checks the queue again. */
  readonly wake: () => void;
}): DesktopTurn {
  const { core } = deps;
  const idle = createIdleWait({ core, again: deps.wake, changed: deps.changed });
  let turn: { readonly runId: string; isAsked: boolean } | null = null;
  /** In uptime, which setting the wall clock does not move. */
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
    hold: () => ({ laterUntil: laterUntil(), askingAbout: turn?.isAsked ? turn.runId : null, idle: idle.reasons }),
    waits: idle.holds,
    held: idle.held,
    give: (run, begin) => void take(run, begin),
    settled: async () => void (await beginning.catch(() => undefined)),
  };
}
