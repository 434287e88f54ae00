import { appendFile } from 'node:fs';
import { parseExact } from '../../../contract/exact-json.ts';
import type { ExitFacts, StopReason } from '../../../contract/run.ts';
import type { Log } from '../../log.ts';
import { attemptFiles } from '../attempt/attempt-files.ts';
import type { HostOrder, HostPort, HostSetup, HostWord } from './host-messages.ts';
import type { ChildIdentity, ChildReport } from '../launcher.ts';
import type { ChildPlan } from '../attempt/plan.ts';
import { layered } from '../environment.ts';
import { releaseKeys } from '../terminate/release-keys.ts';
import { runnerErrorOf } from '../spawn/spawn-error.ts';
import { endTrees } from '../terminate/process-trees.ts';

/** The launcher's connection to one host, with what it must know if the host dies. */
export interface Host {
  launch(plan: ChildPlan): void;
  stop(runId: string, reason: StopReason, force: boolean): void;
  /** Launches that have not started yet. */
  waiting(): number;
  /** Stops all children; resolves when the host has ended. */
  close(): Promise<void>;
}

interface Entry {
  readonly plan: ChildPlan;
  child: ChildIdentity | null;
  outputs: Readonly<Record<string, unknown>>;
}

/** A report with numbers as the child wrote them. */
function wholeReport({ report, exactOutputs }: Extract<HostWord, { type: 'report' }>): ChildReport {
  if (exactOutputs === undefined || !('outputs' in report)) return report;
  return { ...report, outputs: parseExact(exactOutputs) as Entry['outputs'] };
}

/** A host that has not finished this long after the last grace time hangs, and is killed. */
const overdueMs = 10_000;

export function createHost(
  port: HostPort,
  parts: {
    readonly setup: HostSetup;
    readonly log: Log;
    readonly now: () => number;
    onReport(report: ChildReport): void;
    onGone(): void;
  },
): Host {
  const entries = new Map<string, Entry>();
  let orders: HostOrder[] = [];
  let unbegun = 0;
  let isClosing = false;
  let hasBegun = false;
  let onEnd: () => void = () => {};
  const ended = new Promise<void>((resolve) => (onEnd = resolve));

  port.onMessage((words) => {
    hasBegun = true;
    for (const word of words) {
      if (word.type === 'warn') parts.log.warn(word.message, word.facts);
      else hear(wholeReport(word));
    }
  });
  port.onExit((how, error) => void (hasBegun ? settle(how) : settleUnbegun(how, error)));
  send({ type: 'setup', setup: parts.setup });

  return {
    launch(plan) {
      entries.set(plan.runId, { plan, child: null, outputs: {} });
      unbegun += 1;
      send({ type: 'launch', plan });
    },
    stop: (runId, reason, force) => send({ type: 'stop', runId, reason, force }),
    waiting: () => unbegun,
    close() {
      isClosing = true;
      send({ type: 'close' });
      const longestGrace = Math.max(0, ...[...entries.values()].map(({ plan }) => plan.graceMs));
      const overdue = setTimeout(() => port.kill(), longestGrace + overdueMs);
      return ended.finally(() => clearTimeout(overdue));
    },
  };

  /** Batches all orders of one turn of the event loop. */
  function send(order: HostOrder): void {
    orders.push(order);
    if (orders.length > 1) return;
    queueMicrotask(() => {
      port.send(orders);
      orders = [];
    });
  }

  function hear(report: ChildReport): void {
    const entry = entries.get(report.runId);
    if (entry === undefined) return;
    if (report.type === 'started') {
      entry.child = report.child;
      unbegun -= 1;
    } else if (report.type === 'outputs') entry.outputs = report.outputs;
    else if (report.type === 'ended') {
      if (entry.child === null) unbegun -= 1;
      entries.delete(report.runId);
    }
    parts.onReport(report);
  }

  /** The host is gone: kills what is left of its children and reports each as ended. */
  async function settle(how: string): Promise<void> {
    const lost = [...entries.values()];
    entries.clear();
    unbegun = 0;
    if (!isClosing || lost.length > 0) {
      parts.log.error('a runner host ended unexpectedly; its runs are lost', { how, runs: lost.length });
    }
    parts.onGone();
    if (lost.length > 0) {
      await endTrees({
        owner: parts.setup.owner,
        attempts: new Set(lost.map(({ plan }) => `${plan.runId}/${plan.attempt}`)),
        roots: lost.flatMap(({ child }) => (child === null ? [] : child)),
        groups: new Set(),
      });
    }
    const onDesktop = lost.filter(({ plan }) => plan.usesDesktop);
    await Promise.all(onDesktop.map(({ plan }) => releaseKeys(layered(parts.setup.inherited, plan.env))));
    for (const { plan, outputs } of lost) reportLost(plan, outputs);
    onEnd();
  }

  /** The host had not started, and executes nothing before its first message: none of its orders ran. */
  function settleUnbegun(how: string, error: Error | undefined): void {
    const unstarted = [...entries.values()];
    entries.clear();
    unbegun = 0;
    parts.log.error('a runner host could not begin; what it was to start did not run', {
      how,
      runs: unstarted.length,
    });
    parts.onGone();
    for (const { plan } of unstarted) {
      reportEnded(plan, { exitCode: null, signal: null, spawnError: runnerErrorOf(how, error) }, {});
    }
    onEnd();
  }

  function reportLost(plan: ChildPlan, outputs: Entry['outputs']): void {
    const line = `${new Date(parts.now()).toISOString()} rota lost: what looked after this child ended unexpectedly; it was killed with everything it started\n`;
    // Also in the record of the run.
    appendFile(attemptFiles(plan.runDir, plan.attempt).log, line, { mode: 0o600 }, () => {});
    reportEnded(plan, { exitCode: null, signal: null, wasLost: true }, outputs);
  }

  function reportEnded({ runId, attempt }: ChildPlan, facts: ExitFacts, outputs: Entry['outputs']): void {
    parts.onReport({ runId, attempt, type: 'ended', at: parts.now(), facts, outputs });
  }
}
