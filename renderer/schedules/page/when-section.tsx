import type { ScheduleRow } from '../../../contract/schedule.ts';
import { isInterval } from '../../../contract/interval-plans.ts';
import { useAboutSchedule } from '../../api/schedule-page.ts';
import { useProcessIsOff } from '../../api/queries.ts';
import { useHold } from '../../api/use-hold.ts';
import { useTargetName } from '../../follow-ups/target-name.ts';
import { thenInWords } from '../../follow-ups/then-in-words.ts';
import { useNow } from '../../ui/now.ts';
import { schedulePageWords } from '../../words/schedule-page-words.ts';
import { useWords } from '../../words/words.tsx';
import { noNextRun, whenInWords } from '../schedule-words.ts';
import classes from './page.module.css';

/** What starts it, in words, what follows, and its next due times or why there are none. */
export function WhenSection({ row }: { readonly row: ScheduleRow }) {
  const speech = useWords();
  const words = schedulePageWords[speech.language];
  const { plan } = row;
  const then = thenInWords(row.options.then, useTargetName(), speech);
  const calendars = row.options.calendars.map(({ calendar }) => calendar).join(', ');
  const expression = plan.kind === 'cron' || plan.kind === 'never' ? plan.quartz : null;
  const hasZone = expression !== null || isInterval(plan);
  return (
    <section aria-labelledby="schedule-when">
      <h2 id="schedule-when" className={classes.heading}>
        {words.sections.when}
      </h2>
      <p className={classes.sentence}>{whenInWords(row, speech)}</p>
      {then === '' ? null : <p className={classes.more}>{then}</p>}
      {hasZone || calendars !== '' ? (
        <p className={classes.more}>
          {expression === null ? null : <code className={classes.code}>{expression}</code>}
          {[hasZone ? plan.timezone : '', calendars].filter((part) => part !== '').join(' · ')}
        </p>
      ) : null}
      <NextTimes row={row} />
    </section>
  );
}

function NextTimes({ row }: { readonly row: ScheduleRow }) {
  const speech = useWords();
  const { times, because, language } = speech;
  const words = schedulePageWords[language];
  const now = useNow();
  const hold = useHold();
  const isOff = useProcessIsOff()(row.process);
  const about = useAboutSchedule(row.id).data;
  const next = (about?.times ?? (row.due === null ? [] : [row.due])).filter((at) => at >= now - 60_000);
  const zone = row.plan.timezone;
  const why =
    row.state === 'paused'
      ? `${noNextRun(row, now, speech)}. ${next.length > 0 ? words.next.paused : ''}`
      : isOff
        ? because({ code: 'process-disabled', params: { process: row.process } })
        : hold?.holds(row) === true
          ? because(hold.reason)
          : next.length === 0
            ? noNextRun(row, now, speech)
            : null;
  return (
    <>
      <h3 className={classes.subheading}>{words.sections.next}</h3>
      {why === null ? null : <p className={classes.why}>{capital(why.trim(), language)}</p>}
      {next.length === 0 ? null : (
        <ol className={classes.times}>
          {next.map((at) => (
            <li key={at}>
              <span>{times.full(at, zone)}</span> <span className={classes.dim}>{times.relative(at, now)}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

const capital = (text: string, language: string): string => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
