import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { AuditEntry, ProcessRow } from '../../../contract/console.ts';
import { isFileValue, sizeWords } from '../../../contract/file-value.ts';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { keyNames } from '../../../contract/search-words.ts';
import { searchPart } from '../../../contract/search-parts.ts';
import { marksOf } from '../../../contract/tags.ts';
import { useSchedules } from '../../api/queries.ts';
import { useAboutSchedule } from '../../api/schedule-page.ts';
import { useFleet, useWorkerName } from '../../api/workers.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useNow } from '../../ui/now.ts';
import { auditActionWords } from '../../words/audit-action-words.ts';
import { orderWords } from '../../words/order-words.ts';
import { schedulePageWords } from '../../words/schedule-page-words.ts';
import { personName, useWords, type Speech } from '../../words/words.tsx';
import classes from './page.module.css';

interface AboutSectionProps {
  readonly row: ScheduleRow;
  readonly processes: readonly ProcessRow[];
}

/** What it runs and where, who made and changed it, and the values that it gives. */
export function AboutSection({ row, processes }: AboutSectionProps) {
  const speech = useWords();
  const { w, say, times, language } = speech;
  const words = schedulePageWords[language];
  const now = useNow();
  const hasOthers = useFleet() !== null;
  const nameOf = useWorkerName();
  const process = processes.find((one) => one.process.name === row.process)?.process;
  const title = process?.title ?? row.process;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      words.about.process,
      <span key="process">
        <Link href={`/processes/${encodeURIComponent(row.process)}`}>{title}</Link>
        {title === row.process ? null : <code className={classes.id}>{row.process}</code>}
      </span>,
    ],
    ...(hasOthers
      ? [[words.about.worker, row.worker === null ? words.about.anyWorker : nameOf(row.worker)] as const]
      : []),
    ...marksFact(row, process, speech),
    [
      words.about.created,
      row.createdBy === null
        ? times.full(row.createdAt)
        : say(words.about.createdBy, { time: times.full(row.createdAt), who: whoIn(row.createdBy, speech) }),
    ],
    [words.about.changed, useLastChange(row, now)],
    [
      words.about.id,
      <span key="id" className={classes.identity}>
        <code>{row.id}</code>
        <CopyButton text={row.id} label={say(w.runs.outputs.copyOf, { name: words.about.id })} />
      </span>,
    ],
  ];
  return (
    <section aria-labelledby="schedule-about">
      <h2 id="schedule-about" className={classes.heading}>
        {words.sections.about}
      </h2>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className={classes.subheading}>{words.sections.values}</h3>
      <Values row={row} parameters={process?.parameters.properties ?? {}} />
    </section>
  );
}

/** Its tags and its folder, each a way to all that have it; nothing if it has none. */
function marksFact(
  row: ScheduleRow,
  process: ProcessRow['process'] | undefined,
  { language }: Speech,
): readonly (readonly [string, ReactNode])[] {
  const { tags, folder } = marksOf(row.options, process);
  const link = (key: 'tag' | 'folder', value: string) => (
    <Link
      key={`${key} ${value}`}
      href={`/schedules?q=${encodeURIComponent(searchPart(keyNames[language][key], value))}`}
    >
      {value}
    </Link>
  );
  const links = [...(folder === '' ? [] : [link('folder', folder)]), ...tags.map((tag) => link('tag', tag))];
  if (links.length === 0) return [];
  return [
    [
      orderWords[language].part.title,
      <span key="marks" className={classes.marks}>
        {links}
      </span>,
    ],
  ];
}

/** Audit lines name what they are about: where several schedules have one name, nobody can tell which was changed. */
function useLastChange(row: ScheduleRow, now: number): string {
  const speech = useWords();
  const { say, times, language } = speech;
  const words = schedulePageWords[language].about;
  const rows = useSchedules().data?.rows ?? [];
  const changes = useAboutSchedule(row.id).data?.changes;
  if (changes === undefined) return '…';
  const isAmbiguous = rows.some(({ id, name }) => name === row.name && id !== row.id);
  const last = isAmbiguous ? undefined : changes.find((entry) => isChangeOf(row, entry));
  if (last === undefined) return row.version === 1 ? words.unchanged : times.short(row.updatedAt, now);
  return say(words.change, {
    what: auditActionWords[language][last.action],
    time: times.short(last.at, now),
    who: whoIn(last.who, speech),
  });
}

const isChangeOf = ({ createdAt }: ScheduleRow, { action, at }: AuditEntry): boolean =>
  action !== 'schedule created' && at >= createdAt;

/** A program by its name, a person by their way of signing in. */
function whoIn(who: string, { w, say }: Pick<Speech, 'w' | 'say'>): string {
  const [, client] = /^client (.+)$/.exec(who) ?? [];
  return client === undefined ? personName(who, w) : say(w.runs.by.client, { name: client });
}

interface ValuesProps {
  readonly row: ScheduleRow;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The values by the titles of their parameters; the server masks secrets. */
function Values({ row, parameters }: ValuesProps) {
  const { w, say, times, language } = useWords();
  const words = schedulePageWords[language].values;
  const entries = Object.entries(row.values);
  if (entries.length === 0) return <p className={classes.dim}>{words.none}</p>;
  return (
    <dl className={classes.facts}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt title={name}>{titleOf(parameters[name]) ?? name}</dt>
          <dd className={classes.value}>
            {isFileValue(value)
              ? say(w.fields.fileShown, { name: value.name, size: sizeWords(value.bytes, times.number) })
              : shownValue(value) || words.unset}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function titleOf(parameter: unknown): string | null {
  if (typeof parameter !== 'object' || parameter === null || !('title' in parameter)) return null;
  return typeof parameter.title === 'string' && parameter.title !== '' ? parameter.title : null;
}

/** A value as text; objects as JSON, indented. */
const shownValue = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
