import { useDeferredValue, useEffect, useState } from 'react';
import {
  describeQuartz,
  isTimeZone,
  isZoneAtHand,
  nextPlannedFires,
  readQuartz,
  quartzWarnings,
} from '../../../contract/quartz/index.ts';
import { useScheduleTimes } from '../../api/queries.ts';
import { useNow } from '../../ui/now.ts';
import { hasTriggers } from '../../words/states.ts';
import { useWords, type Speech } from '../../words/words.tsx';
import { instantOf, planOf, type FormDraft } from './form-draft.ts';
import { planInWords, withCalendars } from '../schedule-words.ts';
import { CrowdOffer } from './crowd-offer.tsx';
import { intervalFault } from './interval-form.ts';
import classes from './plan-preview.module.css';
import { PreviewLines } from './preview-lines.tsx';

const shownFires = 5;
const settleMs = 300;

export interface PlanPreviewProps {
  readonly form: FormDraft;
  /** The schedule itself; null if it is new. */
  readonly id: string | null;
  readonly usualMs: number | null;
  readonly onChange: (change: Partial<FormDraft>) => void;
}

/** The meaning of a plan: in words, the next five runs, and warnings. Updated 300 ms after the last change. */
export function PlanPreview({ form, id, usualMs, onChange }: PlanPreviewProps) {
  const speech = useWords();
  const { w, count, say, times } = speech;
  const words = w.scheduleForm.preview;
  const now = useNow(30_000);
  const settled = useSettled(useDeferredValue(form));
  const isRight = isTimeZone(settled.timezone) && isWhole(settled);
  const byCalendar = useScheduleTimes(isRight ? planOf(settled) : null, settled.options.calendars);
  const { headline, fires, warnings } = previewOf(settled, byCalendar, now, usualMs, speech);
  const [first] = fires;
  return (
    <section className={classes.preview} aria-labelledby="preview-title">
      <h2 id="preview-title" className={classes.title}>
        {words.title}
      </h2>
      <div role="status">
        <p className={classes.headline}>{headline}</p>
        {fires.length === 0 ? null : (
          <>
            <p className={classes.zone}>
              {count(words.next, fires.length)} · {settled.timezone}
            </p>
            <PreviewLines fires={fires} displaced={byCalendar.data?.displaced ?? []} zone={settled.timezone} />
          </>
        )}
        {usualMs === null || fires.length === 0 ? null : (
          <p className={classes.zone}>{say(words.usually, { duration: times.duration(usualMs) })}</p>
        )}
        {warnings.length === 0 ? null : (
          <ul className={classes.warnings}>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
      </div>
      {first === undefined || !isOfferOf(form, settled) ? null : (
        <CrowdOffer form={settled} id={id} at={first} onChange={onChange} />
      )}
    </section>
  );
}

/** Whether the plan says when; only then the server is asked. */
/** What the offer of another minute is made from, and what it would overwrite. */
const offerFields = ['kind', 'quartz', 'interval', 'at', 'timezone', 'start', 'end', 'clockChange', 'worker'] as const;

/** Whether the form still says what the offer was made for: else it would take back what was chosen meanwhile. */
const isOfferOf = (form: FormDraft, settled: FormDraft): boolean =>
  form.options.calendars === settled.options.calendars && offerFields.every((field) => form[field] === settled[field]);

function isWhole(form: FormDraft): boolean {
  if (form.kind === 'cron') return readQuartz(form.quartz).ok;
  return form.kind !== 'interval' || intervalFault(form.interval, instantOf(form.start, form.timezone)) === null;
}

interface Preview {
  readonly headline: string;
  readonly fires: readonly number[];
  readonly warnings: readonly string[];
}

/** `placed`: the times after calendars are applied, which only the server can compute; undefined if there are none or they are not loaded. */
function previewOf(
  form: FormDraft,
  { data: placed, isError }: ReturnType<typeof useScheduleTimes>,
  now: number,
  usualMs: number | null,
  speech: Speech,
): Preview {
  const words = speech.w.scheduleForm.preview;
  const { kind, timezone } = form;
  const ofCalendar = isError ? [words.calendarUnknown] : placed?.times.length === 0 ? [words.calendarNone] : [];
  const only = (headline: string): Preview => ({ headline, fires: [], warnings: [] });
  if (!isTimeZone(timezone)) return only(words.fix);
  if (!isZoneAtHand(timezone)) return only('…');
  if (kind === 'call') return only(hasTriggers(form.options) ? words.triggers : words.call);
  if (kind === 'once') {
    const at = instantOf(form.at, timezone);
    if (at === null) return only(words.pickTime);
    if (at <= now) return only(words.past);
    return {
      headline: withCalendars(
        speech.say(speech.w.schedules.once, { time: speech.times.fullIn(at, timezone) }),
        form.options.calendars,
        speech,
      ),
      fires: placed?.times ?? [at],
      warnings: ofCalendar,
    };
  }
  if (kind === 'interval') return intervalPreview(form, { placed: placed?.times, isError }, usualMs, speech);
  const parsed = readQuartz(form.quartz);
  if (!parsed.ok) return only(words.fix);
  const [start, end] = [instantOf(form.start, timezone), instantOf(form.end, timezone)];
  const after = Math.max(now, (start ?? 0) - 1);
  const fires =
    placed?.times.filter((at) => at > now) ??
    nextPlannedFires(parsed.cron, after, timezone, form.clockChange, shownFires).filter(
      (at) => end === null || at <= end,
    );
  const warnings = quartzWarnings({
    cron: parsed.cron,
    zone: timezone,
    fromMs: now,
    startMs: start ?? undefined,
    endMs: end ?? undefined,
    clockChange: form.clockChange,
    language: speech.language,
  }).map(({ message }) => message);
  return {
    headline: withCalendars(describeQuartz(parsed.cron, speech.language), form.options.calendars, speech),
    fires,
    warnings: [...ofCalendar, ...warnings, ...tooShort(fires, usualMs, speech)],
  };
}

/** Only the server knows the calendars that these plans count by. */
function intervalPreview(
  form: FormDraft,
  { placed, isError }: { readonly placed: readonly number[] | undefined; readonly isError: boolean },
  usualMs: number | null,
  speech: Speech,
): Preview {
  const words = speech.w.intervals.form;
  const fault = intervalFault(form.interval, instantOf(form.start, form.timezone));
  if (fault !== null) return { headline: words[fault.words], fires: [], warnings: [] };
  const fires = placed ?? [];
  const notes = isError ? [speech.w.scheduleForm.preview.calendarUnknown] : placed?.length === 0 ? [words.never] : [];
  return {
    headline: withCalendars(planInWords({ plan: planOf(form) }, speech), form.options.calendars, speech),
    fires,
    warnings: [...notes, ...tooShort(fires, usualMs, speech)],
  };
}

/** Warns that a run is due again before the last one has usually ended. */
function tooShort(fires: readonly number[], usualMs: number | null, { w, say, times }: Speech): readonly string[] {
  const gaps = fires.slice(1).map((at, index) => at - (fires[index] ?? at));
  const shortest = Math.min(...gaps);
  if (usualMs === null || gaps.length === 0 || shortest >= usualMs) return [];
  return [
    say(w.scheduleForm.preview.shorter, { interval: times.duration(shortest), duration: times.duration(usualMs) }),
  ];
}

function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
