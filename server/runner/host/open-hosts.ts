import type { Log } from '../../log.ts';
import type { ChildReport } from '../launcher.ts';
import { type Host, createHost } from './host-line.ts';
import type { HostSetup, StartHost } from './host-messages.ts';

export interface HostsParts {
  readonly startHost: StartHost;
  readonly log: Log;
  readonly now: () => number;
  readonly hosts?: number;
  readonly idleHostMs?: number;
  readonly longestHostStartMs?: number;
}

/** The hosts that are open: the first stays, others come when it falls behind and leave when they have been idle for long. */
export interface Hosts {
  /** The host with the fewest waiting launches. Throws if there is none and none can be started. */
  pick(): Host;
  /** Stops all children; resolves when every host has ended. */
  close(): Promise<void>;
}

/** Another host is started when each one has this many launches waiting. */
const busyAt = 3;
/** A host that has not begun counts as if it had these: it may never begin. */
const notBegun = 20;
const loadOf = (host: Host): number => host.waiting() + (host.hasBegun() ? 0 : notBegun);
const longestIdleMs = 30_000;

/** Opens the first host at once. */
export function openHosts(parts: HostsParts, setup: HostSetup, onReport: (report: ChildReport) => void): Hosts {
  const { startHost, hosts: atMost = 2, log, now, longestHostStartMs, idleHostMs = longestIdleMs } = parts;
  /** Those that get launches. */
  const hosts = new Set<Host>();
  /** Those that were idle: they get no launches and have not ended yet. */
  const leaving = new Set<Promise<void>>();
  let isClosing = false;
  openHost();

  return {
    pick() {
      let best: Host | undefined;
      for (const host of hosts) if (best === undefined || loadOf(host) < loadOf(best)) best = host;
      if (best === undefined) return openHost();
      if (best.waiting() >= busyAt && hosts.size < atMost) openHostIfPossible();
      return best;
    },
    async close() {
      isClosing = true;
      await Promise.all([...[...hosts].map((host) => host.close()), ...leaving]);
    },
  };

  /** Null if the computer lacks resources for a host now; the next launch tries again. */
  function openHostIfPossible(): Host | null {
    try {
      return openHost();
    } catch (error) {
      log.error('a runner host could not be started; it is tried again with the next run', { error });
      return null;
    }
  }

  function openHost(): Host {
    const begunAt = performance.now();
    let idle: NodeJS.Timeout | undefined;
    const host = createHost(startHost(), {
      setup,
      log,
      now,
      ...(longestHostStartMs === undefined ? {} : { longestStartMs: longestHostStartMs }),
      onReport,
      onIdle() {
        if (hosts.size < 2) return;
        clearTimeout(idle);
        idle = setTimeout(() => leaveIfSpare(host), idleHostMs);
        idle.unref();
      },
      onGone() {
        clearTimeout(idle);
        hosts.delete(host);
        // If a host failed at its start, the next launch tries again, so that there is no tight loop.
        if (!isClosing && hosts.size === 0 && performance.now() - begunAt > 1000) openHostIfPossible();
      },
    });
    hosts.add(host);
    return host;
  }

  function leaveIfSpare(host: Host): void {
    if (isClosing || host.isBusy() || hosts.size < 2 || !hosts.delete(host)) return;
    const gone: Promise<void> = host.close().finally(() => leaving.delete(gone));
    leaving.add(gone);
  }
}
