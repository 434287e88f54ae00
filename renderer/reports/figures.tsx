import type { ReactNode } from 'react';
import { successShare, type Report, type ReportFigures } from '../../contract/report.ts';
import { reportWords } from '../words/report-words.ts';
import { useWords, type Speech } from '../words/words.tsx';
import { hoursIn } from './hours.ts';
import { spanName } from './report-names.ts';
import classes from './reports.module.css';

/** Below it a start counts as on time. */
const leastLateMs = 100;

/** The figures of the whole span, each beside that of the time before. */
export function Figures({ report }: { readonly report: Report }) {
  const speech = useWords();
  const { language, say, times } = speech;
  const words = reportWords[language].figures;
  const { totals, before, lateness } = report;
  const span = before === null ? '' : beforeName(speech, report);
  const fact = (title: string, of: (figures: ReportFigures) => string, hint?: string) => (
    <Fact
      title={title}
      value={of(totals)}
      more={before === null ? null : say(words.before, { span, value: of(before.totals) })}
      hint={hint}
    />
  );
  const late = (ms: number) =>
    ms < leastLateMs ? say(words.onTime, { least: times.duration(leastLateMs) }) : times.duration(ms);
  return (
    <section aria-label={words.label}>
      <dl className={classes.figures}>
        {fact(words.ran, ({ ran }) => times.number(ran))}
        {fact(words.success, (figures) => shareIn(speech, figures))}
        {fact(words.hours, ({ robotMs }) => hoursIn(language, robotMs), words.hoursHint)}
        {fact(words.failed, ({ failed }) => times.number(failed))}
        {fact(words.absent, ({ absent }) => times.number(absent))}
        {fact(words.retried, ({ retried }) => times.number(retried))}
        {lateness === null ? null : (
          <>
            <Fact title={words.median} value={late(lateness.medianMs)} more={null} />
            <Fact title={words.p95} value={late(lateness.p95Ms)} more={null} hint={words.lateHint} />
          </>
        )}
      </dl>
      {before === null ? <p className={classes.none}>{words.none}</p> : null}
    </section>
  );
}

export function shareIn(
  { times }: Pick<Speech, 'times'>,
  figures: Pick<ReportFigures, 'succeeded' | 'failed'>,
): string {
  const share = successShare(figures);
  return share === null ? '—' : times.percent(share);
}

/** A month is compared with a month. */
function beforeName({ language }: Speech, { month, before }: Report): string {
  if (before === null) return '';
  return spanName(language, { ...before, month: month === null ? null : before.firstDay.slice(0, 7) });
}

function Fact({
  title,
  value,
  more,
  hint,
}: {
  readonly title: string;
  readonly value: ReactNode;
  readonly more: string | null;
  readonly hint?: string | undefined;
}) {
  return (
    <div className={classes.fact}>
      <dt>{title}</dt>
      <dd className={classes.big}>{value}</dd>
      {more === null ? null : <dd className={classes.more}>{more}</dd>}
      {hint === undefined ? null : <dd className={classes.more}>{hint}</dd>}
    </div>
  );
}
