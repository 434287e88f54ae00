import type { TimelineAnswer } from '../../contract/overview.ts';
import { neverRan, type Outcome } from '../../contract/run.ts';
import type { Lane, Mark, MarkKind } from '../ui/lanes/marks.ts';
import type { Speech } from './words.tsx';

type ServerLane = TimelineAnswer['lanes'][number];

/** The server's timeline as lanes with labels. A mark's id is `run/…`, `due/…` of its first entry. */
export function lanesOf(
  answer: TimelineAnswer,
  now: number,
  titleOf: (process: string) => string,
  speech: Speech,
): Lane[] {
  return answer.lanes.map((lane) => ({
    id: lane.process,
    title: titleOf(lane.process),
    summary: summaryOf(lane, speech),
    marks: [
      ...lane.past.map((mark) => pastMark(mark, now, speech)),
      ...lane.upcoming.map((mark) => upcomingMark(mark, lane.usualMs, now, speech)),
    ].sort((one, other) => one.start - other.start),
  }));
}

/** A merged mark. */
export function mergedLabel(mark: Mark, { w, count, times }: Speech): string {
  const words = w.timeline.mark;
  const window = { from: times.short(mark.start, mark.end), to: times.short(mark.end, mark.end) };
  if (mark.kind === 'upcoming') return count(words.manyUpcoming, mark.count, window);
  return mark.failed === 0
    ? count(words.many, mark.count, window)
    : count(words.manyFailed, mark.count, { ...window, failed: times.number(mark.failed) });
}

function kindOf(outcome: Outcome | null): MarkKind {
  if (outcome === null) return 'running';
  if (outcome === 'succeeded') return 'good';
  return outcome === 'cancelled' || neverRan.some((each) => each === outcome) ? 'quiet' : 'bad';
}

function pastMark(
  { runId, start, end, outcome, worker, count: n }: ServerLane['past'][number],
  now: number,
  speech: Speech,
): Mark {
  const { w, say, times } = speech;
  const words = w.timeline.mark;
  const kind = kindOf(outcome);
  const mark = {
    id: `run/${runId}`,
    start,
    end: end ?? now,
    kind,
    count: n,
    failed: kind === 'bad' ? n : 0,
    label: '',
    target: worker,
  };
  const time = times.short(start, now);
  if (n > 1) return { ...mark, label: mergedLabel(mark, speech) };
  if (outcome === null) return { ...mark, label: say(words.running, { time }) };
  const result = w.states.run[outcome];
  // A run that never started has no duration, rather than a duration of zero.
  const label = neverRan.some((each) => each === outcome)
    ? `${result}, ${time}`
    : say(words.past, { result, time, duration: times.duration((end ?? now) - start) });
  return { ...mark, label };
}

function upcomingMark(
  { scheduleId, name, at, worker, count: n }: ServerLane['upcoming'][number],
  usualMs: number | null,
  now: number,
  speech: Speech,
): Mark {
  const { w, say, times } = speech;
  const end = at + (usualMs ?? 60_000);
  const mark: Mark = {
    id: `due/${scheduleId}/${at}`,
    start: at,
    end,
    kind: 'upcoming',
    count: n,
    failed: 0,
    label: '',
    target: worker,
  };
  const label = n > 1 ? mergedLabel(mark, speech) : say(w.timeline.mark.upcoming, { name, time: times.short(at, now) });
  return { ...mark, label };
}

/** "12 runs · 1 failed · 3 to come · 1 overlap". */
function summaryOf(lane: ServerLane, { w, say, count, times }: Speech): string {
  const words = w.timeline.counts;
  const sum = (marks: readonly { readonly count: number }[]) => marks.reduce((all, mark) => all + mark.count, 0);
  const past = sum(lane.past);
  const failed = sum(lane.past.filter((mark) => kindOf(mark.outcome) === 'bad'));
  const upcoming = sum(lane.upcoming);
  const overlaps = overlapsOf(lane);
  const parts = [
    past > 0 ? count(words.past, past) : null,
    failed > 0 ? say(words.failed, { n: times.number(failed) }) : null,
    upcoming > 0 ? say(words.upcoming, { n: times.number(upcoming) }) : null,
    overlaps > 0 ? count(words.overlaps, overlaps) : null,
  ].filter((part) => part !== null);
  // A line breaks only between counts, and never begins with the dot between them.
  return parts.length === 0 ? words.none : parts.map((part) => part.replaceAll(' ', '\u00a0')).join('\u00a0· ');
}

/** How many due times come before the previous run has usually ended. */
function overlapsOf({ upcoming, usualMs }: ServerLane): number {
  if (usualMs === null) return 0;
  const times = upcoming.map((mark) => mark.at).sort((one, other) => one - other);
  return times.filter((at, index) => index > 0 && at < (times[index - 1] ?? 0) + usualMs).length;
}
