import type { AuditAction } from '../../contract/console.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import { readAskedTime } from '../domain/time/asked-time.ts';
import { dueToRun, upcomingInSteps } from '../domain/time/plan-times.ts';
import { whyNot } from '../domain/time/why-not.ts';
import type { StoredRun } from '../store/stored-run.ts';
import type { ScheduleBasis, ScheduleDeps } from './schedule-basis.ts';
import { publicRun } from './shared/public-rows.ts';
import type { ScheduleQuestions } from './shared/schedule-questions.ts';
import { runInTurns } from './shared/slices.ts';

const minuteMs = 60_000;
const shownTimes = 5;
const changesShown: readonly AuditAction[] = [
  'schedule created',
  'schedule changed',
  'schedule paused',
  'schedule resumed',
];
const mostChanges = 10;
/** Of a schedule that is edited every day: a year. */
const mostEdits = 400;
const mostOthers = 3;

/** What is asked about one schedule: its next times, who changed it, and why it did not run. */
export function scheduleQuestions(deps: ScheduleDeps, { stored }: ScheduleBasis): ScheduleQuestions {
  const { core } = deps;
  const { store } = core;
  const shown = (run: StoredRun) => publicRun(run, core);
  const shownOrNull = (run: StoredRun | null) => (run === null ? null : shown(run));

  return {
    async about(id) {
      const schedule = await stored(id);
      const { plan, cursor, name } = schedule;
      const now = core.clock.now();
      const due = dueToRun(plan, schedule.due);
      const place = deps.placeByCalendars(schedule);
      const after = Math.max(cursor ?? now, now);
      const further = due === null ? [] : await runInTurns(upcomingInSteps(plan, after, shownTimes, place));
      const times = [...new Set([...(due === null ? [] : [due]), ...further])].sort((one, other) => one - other);
      const changes = await store.records.auditOf(name, changesShown, mostChanges);
      return { times: times.slice(0, shownTimes), changes };
    },

    async why(id, text) {
      const schedule = await stored(id);
      const { plan, seq, name, createdAt, state } = schedule;
      const now = core.clock.now();
      const asked = readAskedTime(text, plan.timezone, now);
      if (asked === null)
        throw rotaError(
          'BODY_INVALID',
          said`"${text}" is no time. Write 09:00, yesterday 09:00, 2026-11-30 09:00 or 30.11.2026 09:00.`,
          'at',
        );
      const from = Math.floor(asked.at / minuteMs) * minuteMs;
      const { before, there, after } = await store.runs.dueAround(seq, from, from + minuteMs);
      const begun = await store.lists.runs({
        ...{
          result: 'all',
          schedule: id,
          from,
          to: from + minuteMs - 1,
          tests: false,
          limit: mostOthers + there.length,
        },
      });
      const edits = await store.records.auditOf(name, ['schedule changed'], mostEdits);
      return whyNot({
        ...{ asked, now, plan, createdAt, isPaused: state === 'paused' },
        place: deps.placeByCalendars(schedule),
        rows: { before: shownOrNull(before), there: there.map(shown), after: shownOrNull(after) },
        others: begun.runs
          .filter(({ trigger }) => trigger !== 'schedule')
          .slice(0, mostOthers)
          .map(shown),
        changed: edits.findLast(({ at }) => at > asked.at) ?? null,
        keptDays: core.settings().retention.days,
      });
    },
  };
}
