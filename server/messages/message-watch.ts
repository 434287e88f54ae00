import type { MessageRule, ToldEvent } from '../../contract/message-rules.ts';
import type { Outcome } from '../../contract/run.ts';
import { digestOf, withEvent } from '../domain/message-content.ts';
import {
  diskState,
  digestDue,
  eventFor,
  isAwayFor,
  isLateFor,
  loudFrom,
  waitsTooLong,
} from '../domain/message-rules.ts';
import type { StoredRun } from '../store/stored-run.ts';
import type { MessageDeps } from './message-deps.ts';
import { messageOf } from './message-deliveries.ts';

/** Runs that are looked at for one rule; more than these are told once the others have begun. */
const mostRuns = 500;
const mostFailures = 10;
const failures: readonly Outcome[] = ['failed', 'timed-out', 'interrupted'];

/** Looks for what no change tells by itself: what has not happened yet, the disk, and the time of a summary. */
export function createMessageWatch(deps: MessageDeps) {
  const { store, clock } = deps;
  const lookAtDisk = createDiskLook(deps);

  const lookAtRule = async (rule: MessageRule): Promise<void> => {
    const now = clock.now();
    if (rule.events.includes('late')) await lookAtLate(rule, now);
    if (rule.events.includes('waits-for-desktop')) await lookAtDesktop(rule, now);
    if (rule.events.includes('disk-nearly-full') && rule.scope.kind === 'all') await lookAtDisk(rule, now);
    if (rule.events.includes('worker-away') && rule.scope.kind === 'all') await lookAtWorkers(rule, now);
    await lookAtDigest(deps, rule, now);
  };

  async function lookAtLate(rule: MessageRule, now: number): Promise<void> {
    for (const run of await store.messages.waitingSince(now - rule.lateMinutes * 60_000, mostRuns))
      if (isLateFor(rule, run, now)) await tellOnce(rule, 'late', run, now);
  }

  async function lookAtDesktop(rule: MessageRule, now: number): Promise<void> {
    for (const process of deps.desktopProcesses()) {
      const { runs } = await store.lists.runs({ result: 'all', status: 'queued', process, limit: mostRuns });
      for (const run of runs)
        if (waitsTooLong(rule, run, now) && deps.waitsForDesktop(run))
          await tellOnce(rule, 'waits-for-desktop', run, now);
    }
  }

  /** Once for each time that it is gone. */
  async function lookAtWorkers(rule: MessageRule, at: number): Promise<void> {
    for (const { id, name, lastSeen, awayMs } of await deps.awayWorkers()) {
      if (!isAwayFor(rule, awayMs)) continue;
      const facts = { usualMs: null, freeBytes: null, worker: { name, lastSeen } };
      const once = `away:${rule.id}:${id}:${lastSeen}`;
      await store.messages.addEvent({ kind: 'worker-away', rule: rule.id, run: null, at, facts }, once);
    }
  }

  async function tellOnce(rule: MessageRule, kind: 'late' | 'waits-for-desktop', run: StoredRun, at: number) {
    if (eventFor(rule, [kind], run) === null) return;
    await store.messages.addEvent(
      { kind, rule: rule.id, run: run.id, at, facts: null },
      `${kind}:${rule.id}:${run.id}`,
    );
  }

  return {
    /** Each rule by itself: one that cannot be looked at does not keep the others from it. */
    async look(rules: readonly MessageRule[]): Promise<void> {
      for (const rule of rules.filter(({ enabled }) => enabled))
        await lookAtRule(rule).catch((error: unknown) =>
          deps.log.error('a rule of messages could not be looked at', { rule: rule.id, error }),
        );
    },
  };
}

/** Tells a rule once that the disk is nearly full, and again after it had room meanwhile. */
function createDiskLook(deps: MessageDeps): (rule: MessageRule, at: number) => Promise<void> {
  const { store } = deps;
  /** Rules that were told while nothing could be written. */
  const toldOfDisk = new Set<string>();

  return lookAtDisk;

  async function lookAtDisk(rule: MessageRule, at: number): Promise<void> {
    const freeBytes = deps.freeBytes();
    if (freeBytes === null) return;
    // Each computer has a disk of its own.
    const key = store.messages.isShared ? `disk:${rule.id}:${deps.workerId()}` : `disk:${rule.id}`;
    switch (diskState(rule, freeBytes)) {
      case 'free':
        toldOfDisk.delete(rule.id);
        if (await store.messages.wasToldOnce(key)) await store.messages.setOnce(key, null);
        return;
      case 'between':
        return;
      case 'low': {
        if (toldOfDisk.has(rule.id) || (await store.messages.wasToldOnce(key))) return;
        const facts = { freeBytes, usualMs: null, worker: null };
        try {
          await store.messages.addEvent({ kind: 'disk-nearly-full', rule: rule.id, run: null, at, facts }, key);
        } catch (error) {
          deps.log.warn('the message that the disk is nearly full cannot be kept: it is sent once', { error });
          toldOfDisk.add(rule.id);
          await sendUnkept(rule, {
            event: 'disk-nearly-full',
            at,
            run: null,
            failedAt: null,
            usualMs: null,
            freeBytes,
            worker: null,
          });
        }
      }
    }
  }

  /** The disk is so full that no row can be written: the message goes out without one. */
  async function sendUnkept(rule: MessageRule, told: ToldEvent): Promise<void> {
    const wanted = { withLog: false, withScreenshot: false };
    for (const channel of deps.channels().filter(({ id }) => rule.channels.includes(id))) {
      const delivery = { id: `msg_${deps.newId()}`, content: withEvent(null, told) };
      const message = await messageOf(deps, delivery, wanted, channel);
      void deps
        .send(channel.id, message, AbortSignal.timeout(60_000))
        .catch((error: unknown) => deps.log.error('a message could not be sent', { error }));
    }
  }
}

async function lookAtDigest(deps: MessageDeps, rule: MessageRule, now: number): Promise<void> {
  const { store } = deps;
  const due = digestDue(rule, now, deps.zone());
  if (due === null || (await store.messages.wasToldOnce(digestKey(rule, due.day)))) return;
  const { from, to } = due;
  const of = {
    process: rule.scope.kind === 'process' ? rule.scope.process : null,
    schedule: rule.scope.kind === 'schedule' ? rule.scope.schedule : null,
  };
  const outcomes = await store.messages.outcomesBetween(from, to, of);
  const last = await store.messages.endedBetween(from, to, { ...of, outcomes: failures }, mostFailures);
  const content = digestOf({ from, to }, outcomes, last.map(failureOf));
  const deliveries = rule.channels.map((channel) => ({ id: `msg_${deps.newId()}`, channel }));
  const nextAt = loudFrom(rule, now, deps.quietOf(rule));
  await store.messages.add({ rule: rule.id, content, at: now, nextAt, deliveries }, digestKey(rule, due.day));
}

/** The summary of a rule for a day (`2026-11-30`) is made once. */
export const digestKey = ({ id }: Pick<MessageRule, 'id'>, day: string): string => `digest:${id}:${day}`;

const failureOf = (run: StoredRun): ToldEvent => ({
  event: 'failed',
  at: run.endedAt ?? run.queuedAt,
  run: { ...run, exitCode: null },
  failedAt: null,
  usualMs: null,
  freeBytes: null,
  worker: null,
});
