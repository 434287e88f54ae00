import type { Reason } from '../../../contract/reasons.ts';
import { neverRan, type Outcome, type Run } from '../../../contract/run.ts';
import type { Plan } from '../../../contract/schedule.ts';
import { said, type Fact, type Translatable } from '../../../contract/translatable.ts';
import type { WhyAnswer } from '../../../contract/why.ts';
import { minuteIn, type AskedTime } from './asked-time.ts';
import { lostWith, nextNominal, type Place } from './plan-times.ts';

/** What is known of a schedule around a time that somebody asks about. Instants in epoch ms. */
export interface WhyFacts {
  readonly asked: AskedTime;
  readonly now: number;
  readonly plan: Plan;
  readonly place: Place;
  readonly isPaused: boolean;
  readonly createdAt: number;
  /** Rows of its own due times: the last one before that minute, those of it, the first one after it. */
  readonly rows: { readonly before: Run | null; readonly there: readonly Run[]; readonly after: Run | null };
  /** Runs that began in that minute for another cause. */
  readonly others: readonly Run[];
  /** The first change of the schedule after that time, and by whom; null if it was not changed since. */
  readonly changed: { readonly at: number; readonly who: string } | null;
  /** Runs are kept for so many days. */
  readonly keptDays: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A start within this much of its due time is told as on time. */
const onTimeMs = 5_000;
/** How far back a time of the plan is looked for. */
const farthestBackMs = 2 * 366 * dayMs;
/** How far ahead a time that a calendar leaves is looked for: holidays of each year have to be computed. */
const farthestMs = 3 * 366 * dayMs;
/** The most times that are looked at for the next one. */
const mostSteps = 1500;

/** Why a schedule ran, or did not, at a time: from the rows of its due times, and where there is none from its present plan. */
export function whyNot(facts: WhyFacts): WhyAnswer {
  const { asked, plan, rows, others } = facts;
  const from = Math.floor(asked.at / minuteMs) * minuteMs;
  const row = rows.there.find(({ outcome }) => !isNeverRan(outcome)) ?? rows.there[0] ?? null;
  const nearest = { before: nearestBefore(facts, from), after: nearestAfter(facts, from + minuteMs) };
  const found = row === null ? withoutRow(facts, from, nearest) : ofRow(facts, row);
  return {
    at: asked.at,
    asked: minuteIn(plan.timezone, asked.at),
    run: row,
    ...nearest,
    others: [...others],
    ...found,
  };
}

type Found = Pick<WhyAnswer, 'verdict' | 'lines' | 'reason'>;
type Near = WhyAnswer['before'];
type Nearest = Pick<WhyAnswer, 'before' | 'after'>;

const isNeverRan = (outcome: Outcome | null): boolean => neverRan.some((one) => one === outcome);

const ends: Readonly<Record<Exclude<Outcome, (typeof neverRan)[number]>, Translatable>> = {
  succeeded: said`It succeeded.`,
  failed: said`It failed.`,
  'timed-out': said`It took too long and was stopped.`,
  cancelled: said`It was cancelled.`,
  interrupted: said`It was interrupted.`,
};

/** What the row of a due time says. */
function ofRow({ plan, rows, now }: WhyFacts, run: Run): Found {
  const at = (instant: number): string => minuteIn(plan.timezone, instant);
  const { outcome, dueAt, startedAt, reason } = run;
  if (startedAt === null) {
    if (run.status === 'ended')
      return { verdict: 'did-not-run', lines: [said`It was due at ${at(dueAt)} and did not run.`], reason };
    return { verdict: 'waits', lines: [said`It was due at ${at(dueAt)} and still waits.`], reason };
  }
  const lateMs = startedAt - dueAt;
  const { before } = rows;
  const wasBusy = before !== null && before.endedAt !== null && before.endedAt > dueAt && before.endedAt <= startedAt;
  const lines = [
    lateMs <= onTimeMs
      ? said`It ran on time: it was due at ${at(dueAt)}.`
      : said`It ran, ${amount(lateMs)} late: it was due at ${at(dueAt)} and started at ${at(startedAt)}.`,
    ...(lateMs > onTimeMs && wasBusy
      ? [said`The run before it was still active until ${at(before.endedAt ?? now)}.`]
      : []),
    ...(outcome === null
      ? [said`It is still running.`]
      : outcome in ends
        ? [ends[outcome as keyof typeof ends]]
        : [said`It did not end as it should.`]),
  ];
  return { verdict: 'ran', lines, reason: outcome === 'succeeded' ? null : reason };
}

/** `40 s`, `12 min`, `3 h`: as a sentence, so that the units can be translated. */
function amount(ms: number): Fact {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return said`${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? said`${minutes} min` : said`${Math.round(minutes / 60)} h`;
}

/** Nothing is stored of that minute: what its present plan says, and whether it was another one then. */
function withoutRow(facts: WhyFacts, from: number, nearest: Nearest): Found {
  const { asked, now, plan, createdAt, isPaused } = facts;
  const at = (instant: number): string => minuteIn(plan.timezone, instant);
  if (asked.isGap)
    return notDue(said`That time did not exist on that day: the clock went forward over it.`, nearestLine(nearest, at));
  if (asked.at > now) {
    const pausedNow = isPaused ? [said`It is paused: as long as it is, none of its times runs.`] : [];
    const due = plannedIn(facts, from);
    if (due === null)
      return notDue(said`That is still to come, and it is not due then.`, ...whyNotPlanned(facts, at, nearest));
    if (due !== 'due') return { verdict: 'not-due', lines: [...due.lines, ...pausedNow], reason: due.reason };
    return { verdict: 'to-come', lines: [said`That is still to come: it is due then.`, ...pausedNow], reason: null };
  }
  if (from + minuteMs <= createdAt) return notDue(said`It was not there yet: it was created at ${at(createdAt)}.`);
  const changed = changedLine(facts, at);
  const due = plannedIn(facts, from);
  if (due === null) return notDue(...whyNotPlanned(facts, at, nearest), ...changed);
  if (due !== 'due') return { verdict: 'not-due', lines: [...due.lines, ...changed], reason: due.reason };
  const isOld = asked.at < now - facts.keptDays * dayMs;
  const lines = [
    said`By its plan it was due then, but nothing is recorded of it.`,
    ...(isOld ? [said`Runs are kept for ${facts.keptDays} days, and that was before.`] : []),
    ...changed,
  ];
  return { verdict: 'unrecorded', lines, reason: null };
}

const notDue = (...lines: readonly Translatable[]): Found => ({ verdict: 'not-due', lines: [...lines], reason: null });

const changedLine = ({ changed }: WhyFacts, at: (instant: number) => string): Translatable[] =>
  changed === null
    ? []
    : [said`It was changed at ${at(changed.at)}, after that (${changed.who}): what its plan was before is not known.`];

/** The plan's own time in that minute: null if it has none, else whether a calendar or a clock change takes it away. */
function plannedIn({ plan, place }: WhyFacts, from: number): { lines: Translatable[]; reason: Reason } | 'due' | null {
  const nominal = nextNominal(plan, from - 1, place);
  if (nominal === null || nominal >= from + minuteMs) return null;
  const placed = place(nominal);
  const lines = [said`By its plan it would have been due then.`];
  if ('skipped' in placed) return { lines, reason: placed.skipped };
  if (placed.at !== nominal) {
    const day = minuteIn(plan.timezone, nominal).slice(0, 10);
    const moved = minuteIn(plan.timezone, placed.at);
    return { lines, reason: { code: 'calendar', params: { day, calendar: `→ ${moved}` } } };
  }
  const lost = lostWith(plan, nominal);
  return lost === null ? 'due' : { lines, reason: lost };
}

/** Why its plan has no time there. */
function whyNotPlanned({ asked, plan }: WhyFacts, at: (instant: number) => string, nearest: Nearest): Translatable[] {
  switch (plan.kind) {
    case 'call':
      return [said`It has no times: it runs only when it is called or triggered.`];
    case 'now':
      return [said`It was made for one run at once.`];
    case 'never':
      return [said`Its plan never comes due: no time of it lies between its start and its end.`];
    case 'once':
      return [said`It was not due then: its only time is ${at(plan.at)}.`];
    case 'cron':
    case 'working-day':
    case 'holiday':
    case 'every': {
      const start = plan.kind === 'every' ? plan.from : plan.start;
      if (start !== null && asked.at < start) return [said`Its plan begins only at ${at(start)}.`];
      if (plan.end !== null && asked.at > plan.end) return [said`Its plan ended at ${at(plan.end)}.`];
      return [nearestLine(nearest, at)];
    }
  }
}

function nearestLine({ before, after }: Nearest, at: (instant: number) => string): Translatable {
  if (before !== null && after !== null)
    return said`It was not due then: the times nearest to it are ${at(before.at)} and ${at(after.at)}.`;
  if (before !== null) return said`It was not due then: the last time before it is ${at(before.at)}.`;
  if (after !== null) return said`It was not due then: the first time after it is ${at(after.at)}.`;
  return said`It was not due then.`;
}

const ofRun = (run: Run): Near => ({ at: run.dueAt, run: run.id });

/**
 * The due time before an instant: what was recorded, else the last one of the plan since the schedule was created. A plan knows only what
 * comes next, so the last one is found by halving: the latest instant after which something still comes before.
 */
function nearestBefore({ plan, place, rows, createdAt }: WhyFacts, before: number): Near {
  if (rows.before !== null) return ofRun(rows.before);
  const nextBefore = (after: number): number | null => {
    const next = nextNominal(plan, after, place);
    return next === null || next >= before ? null : next;
  };
  let [low, high] = [Math.max(before - farthestBackMs, createdAt), before];
  if (low >= high || nextBefore(low) === null) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (nextBefore(middle) === null) high = middle;
    else low = middle;
  }
  const last = nextBefore(low);
  return last === null ? null : { at: last, run: null };
}

/** The due time from an instant on: what was recorded, else the next one of the plan that runs. */
function nearestAfter({ plan, place, rows }: WhyFacts, from: number): Near {
  if (rows.after !== null) return ofRun(rows.after);
  for (let steps = 0, cursor = from - 1; steps < mostSteps; steps += 1) {
    const next = nextNominal(plan, cursor, place);
    if (next === null || next > from + farthestMs) return null;
    const placed = place(next);
    if ('at' in placed && placed.at >= from && lostWith(plan, next) === null) return { at: placed.at, run: null };
    cursor = next;
  }
  return null;
}
