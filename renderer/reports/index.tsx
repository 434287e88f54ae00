import { ActionIcon, Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { streams } from '../../contract/api.ts';
import type { Report, ReportQuery } from '../../contract/report.ts';
import { useNow } from '../ui/now.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { reportWords } from '../words/report-words.ts';
import { useWords } from '../words/words.tsx';
import { DayChart } from './day-chart.tsx';
import { Failing } from './failing.tsx';
import { FigureTables } from './figure-tables.tsx';
import { Figures } from './figures.tsx';
import { spanName } from './report-names.ts';
import { ReportTools } from './report-tools.tsx';
import classes from './reports.module.css';
import { useAskedReport, useReport } from './use-report.ts';

/** What ran in a month or another span of days: made to be read, printed and sent. */
export function Screen() {
  const { language } = useWords();
  const words = reportWords[language];
  const address = useAskedReport();
  const { asked } = address;
  const report = useReport(asked);
  return (
    <ScreenFrame
      title={words.title}
      maxWidth={1100}
      tools={<ReportTools {...address} />}
      actions={asked === null ? undefined : <Actions asked={asked} />}
    >
      {asked === null ? (
        <EmptyState text={words.wrongSpan} />
      ) : report.isError && !report.data ? (
        <ProblemPanel error={report.error} onRetry={() => report.refetch()} />
      ) : report.data === undefined ? (
        <SkeletonRows rows={6} height={64} />
      ) : (
        <Sheet report={report.data} />
      )}
    </ScreenFrame>
  );
}

/** Printing, and the report as a file. A system that writes a decimal comma has the semicolon between its cells. */
function Actions({ asked }: { readonly asked: ReportQuery }) {
  const { language } = useWords();
  const words = reportWords[language];
  const separator = (1.5).toLocaleString().includes(',') ? 'semicolon' : 'comma';
  const query = new URLSearchParams(
    Object.entries({ ...asked, language, separator }).map(([name, value]) => [name, String(value)]),
  );
  return (
    <>
      <ActionIcon
        component="a"
        variant="default"
        size="input-xs"
        href={`${streams.reportTable.path}?${query.toString()}`}
        download
        aria-label={words.table}
        title={words.table}
      >
        <IconDownload size="0.9375rem" />
      </ActionIcon>
      <Button size="xs" variant="default" leftSection={<IconPrinter size="0.9375rem" />} onClick={() => print()}>
        {words.print}
      </Button>
    </>
  );
}

function Sheet({ report }: { readonly report: Report }) {
  const { language, say } = useWords();
  const words = reportWords[language];
  const { totals } = report;
  const span = spanName(language, report);
  const isNothing = totals.ran + totals.absent + totals.skipped + totals.cancelled === 0;
  return (
    <article className={classes.sheet}>
      <header>
        <h2 className={classes.title}>{say(words.of, { span })}</h2>
        <Remarks report={report} />
      </header>
      {isNothing ? (
        <EmptyState text={say(words.empty, { span })} />
      ) : (
        <>
          <Figures report={report} />
          <DayChart days={report.days} />
          <Failing report={report} />
          <FigureTables report={report} />
        </>
      )}
    </article>
  );
}

/** What to know before the figures are believed. */
function Remarks({ report }: { readonly report: Report }) {
  const { language, say, times } = useWords();
  const words = reportWords[language];
  const { keptSince, from, to, retentionDays, timezone } = report;
  const now = useNow(60_000);
  return (
    <div className={classes.remarks}>
      <p>{say(words.zone, { zone: timezone })}</p>
      {to > now ? <p>{words.soFar}</p> : null}
      {keptSince !== null && keptSince > from ? (
        <p>{say(words.keptSince, { day: times.day(keptSince, timezone), days: times.number(retentionDays) })}</p>
      ) : null}
    </div>
  );
}
