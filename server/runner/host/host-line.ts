import { appendFile } from 'node:fs';
import { parseExact } from '../../../contract/exact-json.ts';
import type { ExitFacts, StopReason } from '../../../contract/run.ts';
import type { Log } from '../../log.ts';
import { attemptFiles } from '../attempt/attempt-files.ts';
import { removeSecrets } from '../attempt/attempt-folder.ts';
import { lostWords, unlistedWords } from '../attempt/attempt-words.ts';
import type { HostOrder, HostPort, HostSetup, HostWord } from './host-messages.ts';
import type { ChildIdentity, ChildReport } from '../launcher.ts';
import type { ChildPlan } from '../attempt/plan.ts';
import { layered } from '../environment.ts';
import { releaseKeys } from '../terminate/release-keys.ts';
import { runnerErrorOf } from '../spawn/spawn-error.ts';
import { endTrees } from '../terminate/kill-process-trees.ts';

/** The launcher's connection to one host, with what it must know if the host dies. */
export interface Host {
  launch(plan: ChildPlan): void;
  stop(runId: string, reason: StopReason, force: boolean): void;
  /** Launches that have not started yet. */
  waiting(): number;
  /** Whether it has said its first word. */
  hasBegun(): boolean;
  /** Whether it has a launch that has not ended. */
  isBusy(): boolean;
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

/** A host that has not begun after this long never will: where no more threads can be had, Node waits at its start for ever. */
const longestStartMs = 30_000;

export function createHost(
  port: HostPort,
  parts: {
    readonly setup: HostSetup;
    readonly log: Log;
    readonly now: () => number;
    onReport(report: ChildReport): void;
    /** The last of its launches has ended. */
    onIdle?(): void;
    onGone(): void;
    readonly longestStartMs?: number;
  },
): Host {
  const entries = new Map<string, Entry>();
  const orders = createOrders(port, parts.setup, parts.longestStartMs ?? longestStartMs);
  const { send, hasBegun } = orders;
  let unbegun = 0;
  let isClosing = false;
  let onEnd: () => void = () => {};
  const ended = new Promise<void>((resolve) => (onEnd = resolve));

  port.onMessage((words) => {
    orders.begin();
    for (const word of words) {
      if (word.type === 'warn') parts.log.warn(word.message, word.facts);
      else onReport(wholeReport(word));
    }
  });
  port.onExit((how, error) => {
    orders.end();
    void (hasBegun() ? settle(how) : settleUnbegun(how, error));
  });

  return {
    launch(plan) {
      entries.set(plan.runId, { plan, child: null, outputs: {} });
      unbegun += 1;
      send({ type: 'launch', plan });
    },
    stop(runId, reason, force) {
      if (hasBegun()) send({ type: 'stop', runId, reason, force });
      else queueMicrotask(() => takeBack(runId, reason));
    },
    waiting: () => unbegun,
    hasBegun,
    isBusy: () => entries.size > 0,
    close() {
      isClosing = true;
      if (!hasBegun()) {
        for (const runId of [...entries.keys()]) takeBack(runId, 'shutdown');
        port.kill();
      }
      // Also to one that has just been killed: not every system kills a program that is beginning.
      send({ type: 'close' });
      return endsInTime(port, ended, Math.max(0, ...[...entries.values()].map(({ plan }) => plan.graceMs)));
    },
  };

  /** Ends a launch that was not sent. */
  function takeBack(runId: string, reason: StopReason): void {
    const entry = entries.get(runId);
    if (entry === undefined) return;
    if (hasBegun()) return send({ type: 'stop', runId, reason, force: false });
    entries.delete(runId);
    unbegun -= 1;
    orders.drop(runId);
    parts.onReport(endOf(entry.plan, parts.now(), { exitCode: null, signal: null, stoppedBy: reason }, {}));
  }

  function onReport(report: ChildReport): void {
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
    if (report.type === 'ended' && entries.size === 0) parts.onIdle?.();
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
    const facts = await endLost(lost, parts.setup, parts.log);
    for (const { plan, outputs } of lost) {
      noteLost(plan, parts.now(), facts);
      parts.onReport(endOf(plan, parts.now(), facts, outputs));
    }
    onEnd();
  }

  /** The host had not begun, and gets its orders only then: nothing ran. */
  function settleUnbegun(how: string, error: Error | undefined): void {
    const unstarted = [...entries.values()];
    entries.clear();
    unbegun = 0;
    if (!isClosing)
      parts.log.error('a runner host could not begin; what it was to start did not run', {
        how,
        runs: unstarted.length,
      });
    parts.onGone();
    for (const { plan } of unstarted) {
      parts.onReport(
        endOf(plan, parts.now(), { exitCode: null, signal: null, spawnError: runnerErrorOf(how, error) }, {}),
      );
    }
    onEnd();
  }
}

function endOf({ runId, attempt }: ChildPlan, at: number, facts: ExitFacts, outputs: Entry['outputs']): ChildReport {
  return { runId, attempt, type: 'ended', at, facts, outputs };
}

async function endsInTime(port: HostPort, ended: Promise<void>, longestGraceMs: number): Promise<void> {
  const overdue = setTimeout(() => port.kill(), longestGraceMs + overdueMs);
  return ended.finally(() => clearTimeout(overdue));
}

/** Also in the record of the run. What held secrets for it is deleted. */
function noteLost(plan: ChildPlan, at: number, { mayHaveLeft }: ExitFacts): void {
  const files = attemptFiles(plan.runDir, plan.attempt);
  removeSecrets(plan, files);
  const line = `${new Date(at).toISOString()} rota ${lostWords(mayHaveLeft !== true)}\n`;
  appendFile(files.log, line, { mode: 0o600 }, () => {});
}

/**
 * The orders to a host, all of one turn of the event loop in one message. Until it has begun it gets only its setup, so that nothing runs in one
 * that is killed because it did not begin in time.
 */
function createOrders(port: HostPort, setup: HostSetup, startMs: number) {
  let orders: HostOrder[] = [];
  let hasBegun = false;
  const tooLong = setTimeout(() => port.kill(), startMs);
  tooLong.unref();
  const end = () => clearTimeout(tooLong);
  port.send([{ type: 'setup', setup }]);

  function flush(): void {
    if (orders.length > 0) port.send(orders);
    orders = [];
  }

  return {
    hasBegun: () => hasBegun,
    begin() {
      if (hasBegun) return;
      end();
      hasBegun = true;
      flush();
    },
    send: (order: HostOrder): void => {
      orders.push(order);
      if (hasBegun && orders.length === 1) queueMicrotask(flush);
    },
    end,
    /** Leaves out a launch that was not sent. */
    drop(runId: string) {
      orders = orders.filter((order) => order.type !== 'launch' || order.plan.runId !== runId);
    },
  };
}

/** Kills what is left of the children of a dead host, and resolves to what their runs ended with. */
async function endLost(lost: readonly Entry[], { owner, inherited }: HostSetup, log: Log): Promise<ExitFacts> {
  const facts = { exitCode: null, signal: null, wasLost: true };
  if (lost.length === 0) return facts;
  const { isKnown } = await endTrees({
    owner,
    attempts: new Set(lost.map(({ plan }) => `${plan.runId}/${plan.attempt}`)),
    roots: lost.flatMap(({ child }) => (child === null ? [] : child)),
    groups: new Set(),
  });
  const onDesktop = lost.filter(({ plan }) => plan.usesDesktop);
  await Promise.all(onDesktop.map(({ plan }) => releaseKeys(layered(inherited, plan.env))));
  if (isKnown) return facts;
  log.warn(unlistedWords, { runs: lost.length });
  return { ...facts, mayHaveLeft: true };
}
