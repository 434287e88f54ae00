import type { MessageRule, ToldEvent } from '../../contract/message-rules.ts';
import { pause } from '../clock.ts';
import { withEvent } from '../domain/message-content.ts';
import {
  decisive,
  eventFor,
  eventsOfEnd,
  isLateFor,
  joinsWaiting,
  loudFrom,
  releaseOf,
} from '../domain/message-rules.ts';
import type { NewMessage, OpenMessage, StoredEvent } from '../store/message-store.ts';
import type { StoredRun } from '../store/stored-run.ts';
import type { MessageDeps } from './message-deps.ts';

/** Events per transaction; others get their turn between two of them. */
const atOnce = 200;

/** The messages of a rule while a batch of events is asked. */
interface Draft {
  readonly rule: MessageRule;
  readonly open: { seq: number; content: OpenMessage['content']; isChanged: boolean }[];
  readonly made: { content: OpenMessage['content']; nextAt: number }[];
  readonly isQuiet: boolean;
  readonly lastSentAt: number | null;
}

/** Asks the rules about everything that happened and was not told yet, and keeps the messages that come of it. */
export async function settleEvents(
  deps: MessageDeps,
  rules: readonly MessageRule[],
  signal: AbortSignal,
): Promise<number> {
  let settled = 0;
  while (!signal.aborted) {
    const { mark, events } = await deps.store.messages.events(atOnce);
    if (events.length === 0) return settled;
    const drafts = new Map<string, Draft>();
    for (const event of events) await askRules(deps, rules, event, drafts);
    const at = deps.clock.now();
    const made = [...drafts.values()].flatMap((draft) => draft.made.map((one) => messageOf(deps, draft.rule, one, at)));
    const joined = [...drafts.values()].flatMap(({ open }) => open.filter(({ isChanged }) => isChanged));
    // Another computer of the fleet may have asked the rules about these meanwhile: they are looked at anew.
    if (!(await deps.store.messages.settle({ mark, events: events.map(({ seq }) => seq), made, joined }))) continue;
    settled += made.length + joined.length;
    if (events.length < atOnce) return settled;
    await pause(deps.clock, 0, signal);
  }
  return settled;
}

async function askRules(
  deps: MessageDeps,
  rules: readonly MessageRule[],
  event: StoredEvent,
  drafts: Map<string, Draft>,
): Promise<void> {
  const asked = rules.filter(({ id, enabled }) => enabled && (event.rule === null || event.rule === id));
  if (asked.length === 0) return;
  const run = event.run === null ? null : await deps.store.runs.get(event.run);
  // Its run was deleted, or was called missed and runs after all.
  if (event.run !== null && (run === null || (event.kind === 'ended' && run.status !== 'ended'))) return;
  const tell = await tellerOf(deps, event, run, asked);
  for (const rule of asked) {
    const told = tell(rule);
    if (told !== null) place(await draftOf(deps, rule, drafts), told, deps.clock.now(), deps);
  }
}

/** What each rule is told of an event; null if it does not want it. */
async function tellerOf(
  deps: MessageDeps,
  event: StoredEvent,
  run: StoredRun | null,
  asked: readonly MessageRule[],
): Promise<(rule: MessageRule) => ToldEvent | null> {
  const { kind, at, facts } = event;
  const fresh = {
    at,
    run: run && (await toldRun(deps, run)),
    failedAt: null,
    usualMs: null,
    freeBytes: null,
    worker: null,
    ...facts,
  };
  if (run === null)
    return (rule) => (kind !== 'ended' && rule.events.includes(kind) ? { event: kind, ...fresh } : null);
  if (run.trigger === 'test') return () => null;
  if (kind !== 'ended') {
    return (rule) => {
      if (kind === 'late' && !isLateFor(rule, run, at)) return null;
      return eventFor(rule, [kind], run) === null ? null : { event: kind, ...fresh };
    };
  }
  const wantsBefore = run.outcome === 'succeeded' && asked.some(({ events }) => events.includes('recovered'));
  const before = wantsBefore ? await runBefore(deps, run) : null;
  const events = eventsOfEnd(run, before?.outcome ?? null);
  return (rule) => {
    const found = eventFor(rule, events, run);
    return found && { event: found, ...fresh, failedAt: found === 'recovered' ? (before?.endedAt ?? null) : null };
  };
}

/** The decisive run before this one. A start by itself has a schedule of its own, so there the process says how it went before. */
async function runBefore({ store }: MessageDeps, run: StoredRun): Promise<StoredRun | null> {
  const schedule = await store.schedules.getEver(run.scheduleId);
  const isAlone = schedule === null || schedule === 'purged' || schedule.plan.kind === 'now';
  return (
    (await store.messages.before(run, decisive, false)) ??
    (isAlone ? await store.messages.before(run, decisive, true) : null)
  );
}

async function toldRun({ store }: MessageDeps, run: StoredRun): Promise<ToldEvent['run']> {
  const { id, process, scheduleId, scheduleName, trigger, startedBy, outcome, reason } = run;
  const { dueAt, queuedAt, startedAt, endedAt, attempt, maxAttempts } = run;
  const facts = run.attempt === 0 ? null : ((await store.runs.attempts(run.seq)).at(-1)?.facts ?? null);
  return {
    ...{ id, process, scheduleId, scheduleName, trigger, startedBy, outcome, reason },
    ...{ dueAt, queuedAt, startedAt, endedAt, attempt, maxAttempts },
    exitCode: facts?.exitCode ?? null,
  };
}

async function draftOf(deps: MessageDeps, rule: MessageRule, drafts: Map<string, Draft>): Promise<Draft> {
  const known = drafts.get(rule.id);
  if (known !== undefined) return known;
  const now = deps.clock.now();
  const draft: Draft = {
    rule,
    open: (await deps.store.messages.open(rule.id)).map((one) => ({ ...one, isChanged: false })),
    made: [],
    isQuiet: loudFrom(rule, now, deps.quietOf(rule)) > now,
    lastSentAt: await deps.store.messages.lastSentAt(rule.id),
  };
  drafts.set(rule.id, draft);
  return draft;
}

/** Joins an event to a message that waits, or begins one. */
function place(
  { rule, open, made, isQuiet, lastSentAt }: Draft,
  told: ToldEvent,
  now: number,
  deps: MessageDeps,
): void {
  if (!joinsWaiting(rule, open.length + made.length, isQuiet)) {
    made.push({ content: withEvent(null, told), nextAt: releaseOf(rule, now, lastSentAt, deps.quietOf(rule)) });
    return;
  }
  const fresh = made.at(-1);
  const waiting = open.at(-1);
  if (fresh !== undefined) fresh.content = withEvent(fresh.content, told);
  else if (waiting !== undefined)
    Object.assign(waiting, { content: withEvent(waiting.content, told), isChanged: true });
}

const messageOf = (
  { newId }: MessageDeps,
  rule: MessageRule,
  { content, nextAt }: Draft['made'][number],
  at: number,
): NewMessage => ({
  rule: rule.id,
  content,
  at,
  nextAt,
  deliveries: rule.channels.map((channel) => ({ id: `msg_${newId()}`, channel })),
});
