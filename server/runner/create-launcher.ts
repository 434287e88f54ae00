import type { ExitFacts } from '../../contract/run.ts';
import type { Log } from '../log.ts';
import type { ScriptRuntime } from './child-port.ts';
import { type HostPool, createHostPool } from './host/host-pool.ts';
import { type Environment, inheritedEnvironment } from './environment.ts';
import type { HostSetup, StartHost } from './host/host-messages.ts';
import type { Host } from './host/host-line.ts';
import { openHosts } from './host/open-hosts.ts';
import type { ChildReport, LaunchSpec, Launcher } from './launcher.ts';
import { makePlan } from './attempt/plan.ts';
import { spawnErrorOf } from './spawn/spawn-error.ts';
import { createDescendants } from './terminate/descendants.ts';
import { createSweeper } from './terminate/sweeper.ts';
import { withJob } from './spawn/with-job.ts';

export interface LauncherParts {
  readonly startHost: StartHost;
  /** A host that has not begun after this long is killed. Default: 30 s. */
  readonly longestHostStartMs?: number;
  /** The maximum of hosts; the second one starts when the first falls behind, and leaves when it was idle for long. Default: 2. */
  readonly hosts?: number;
  /** A second host that was idle this long leaves. Default: 30 s. */
  readonly idleHostMs?: number;
  readonly log: Log;
  readonly now: () => number;
  /** Marks the children of this home and of no other; the same after a restart. */
  readonly owner: string;
  /** Rota's environment; its own variables are left out for children (environment.ts). */
  readonly environment: Environment;
  /** Further variables that no child may see. */
  readonly isSecretVariable?: (name: string) => boolean;
  /** Runs scripts in the desktop shell; without it they run on the Node of the host. */
  readonly scriptRuntime?: ScriptRuntime;
  /** The code page of the Windows console (console-code-page.ts); null elsewhere. */
  readonly codePage?: string | null;
  /** The code page in which programs of this Windows write files; null elsewhere. */
  readonly filePage?: string | null;
}

/** The launcher of the product: children run under hosts (docs/decisions/0004), which send the reports. */
export function createLauncher(parts: LauncherParts): Launcher {
  const setup: HostSetup = {
    owner: parts.owner,
    inherited: inheritedEnvironment(parts.environment, parts.isSecretVariable),
    codePage: parts.codePage ?? null,
    filePage: parts.filePage ?? null,
  };
  /** The host of each active run. */
  const places = new Map<string, { stop: HostPool['stop'] }>();
  let listener: (report: ChildReport) => void = () => {};
  let closing: Promise<void> | null = null;
  let scripts: HostPool | null = null;
  const hosts = openHosts(parts, setup, tell);

  return {
    launch(spec) {
      if (closing !== null) return endUnstarted(spec, { stoppedBy: 'shutdown' });
      const plan = makePlan(spec, parts.owner);
      let place: HostPool | Host;
      try {
        place =
          plan.kind === 'script' && parts.scriptRuntime !== undefined
            ? (scripts ??= createScriptPool(parts, parts.scriptRuntime, setup, tell))
            : hosts.pick();
      } catch (error) {
        return endUnstarted(spec, { spawnError: spawnErrorOf(error, plan) });
      }
      places.set(plan.runId, place);
      place.launch(plan);
    },
    stop(runId, reason, force = false) {
      places.get(runId)?.stop(runId, reason, force);
    },
    onReport(newListener) {
      listener = newListener;
    },
    close: () => (closing ??= close()),
  };

  function endUnstarted({ runId, attempt }: LaunchSpec, why: Partial<ExitFacts>): void {
    const facts: ExitFacts = { exitCode: null, signal: null, ...why };
    listener({ runId, attempt, type: 'ended', at: parts.now(), facts, outputs: {} });
  }

  function tell(report: ChildReport): void {
    if (report.type === 'ended') places.delete(report.runId);
    listener(report);
  }

  async function close(): Promise<void> {
    await Promise.all([scripts?.close(), hosts.close()]);
  }
}

function createScriptPool(
  { log, now }: LauncherParts,
  startChild: ScriptRuntime,
  { owner, inherited, codePage, filePage = null }: HostSetup,
  report: (report: ChildReport) => void,
): HostPool {
  const kin = createDescendants();
  return createHostPool({
    kin,
    startChild: withJob(startChild),
    inherited,
    codePage,
    filePage,
    sweeper: createSweeper(owner, kin),
    now,
    monotonic: () => performance.now(),
    report,
    warn: (message, facts) => log.warn(message, facts),
  });
}
