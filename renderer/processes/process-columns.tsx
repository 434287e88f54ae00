import { IconDots, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import { MarkPills } from '../search/mark-pills.tsx';
import type { GridColumn } from '../ui/grid/columns.ts';
import { Glyph } from '../ui/glyph.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useNow } from '../ui/now.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { noRunState, runState } from '../words/states.ts';
import { processWords } from '../words/process-words.ts';
import { noLimit } from './no-limit.ts';
import { useWords, type Speech } from '../words/words.tsx';
import classes from './processes.module.css';

/** The columns of the list of processes. */
export function processColumns(speech: Speech, hasMarks: boolean): readonly GridColumn<ProcessRow>[] {
  const { language, times } = speech;
  const words = processWords[language];
  const { columns } = words;
  return [
    {
      id: 'name',
      header: columns.name,
      width: 170,
      grow: 2,
      cell: (row, { isFolded }) => <NameCell row={row} isFolded={isFolded} />,
    },
    {
      id: 'command',
      header: columns.command,
      width: 140,
      grow: 2,
      hideBelow: 852,
      cell: ({ process }) => {
        const command = [process.command ?? process.script ?? '', ...process.args].join(' ');
        return (
          <code className={classes.command} title={command}>
            {command}
          </code>
        );
      },
    },
    ...(hasMarks ? [marksColumn(speech.w.app.find.column)] : []),
    {
      id: 'atOnce',
      header: columns.atOnce,
      width: 104,
      hideBelow: hasMarks ? 1175 : 1064,
      cell: ({ process }) =>
        process.usesDesktop
          ? words.desktop
          : process.maxConcurrent >= noLimit
            ? words.noLimit
            : times.number(process.maxConcurrent),
    },
    {
      id: 'schedules',
      header: columns.schedules,
      width: 96,
      hideBelow: 712,
      cell: (row) => times.number(row.schedules),
    },
    {
      id: 'rate',
      header: columns.rate,
      width: 130,
      hideBelow: 616,
      cell: ({ successRate }) =>
        successRate === null ? <span className={classes.dim}>{words.tooFew}</span> : times.percent(successRate),
    },
    {
      id: 'usual',
      header: columns.usual,
      width: 108,
      hideBelow: 960,
      cell: ({ usualMs }) => (usualMs === null ? '—' : times.duration(usualMs)),
    },
    { id: 'last', header: columns.last, width: 190, cell: (row) => <LastCell row={row} /> },
    {
      id: 'actions',
      header: columns.actions,
      isHeaderHidden: true,
      width: 84,
      isPinned: true,
      cell: (row, { isActive }) => <ActionsCell row={row} isActive={isActive} />,
    },
  ];
}

const marksColumn = (header: string): GridColumn<ProcessRow> => ({
  id: 'tags',
  header,
  width: 110,
  grow: 0.9,
  hideBelow: 1070,
  cell: ({ process: { tags = [], folder = '' } }, { isActive }) => (
    <MarkPills tags={tags} folder={folder} isActive={isActive} />
  ),
});

function NameCell({ row: { process, isBundled }, isFolded }: { readonly row: ProcessRow; readonly isFolded: boolean }) {
  const { language } = useWords();
  const marks = [
    process.title === undefined || isFolded ? null : process.name,
    isBundled && !isFolded ? processWords[language].bundled : null,
    process.enabled ? null : processWords[language].disabled,
  ].filter((mark) => mark !== null);
  return (
    <span className={classes.named}>
      <Glyph name={process.icon} className={classes.glyph} />
      <span className={classes.lines}>
        <Link href={`/processes/${encodeURIComponent(process.name)}`} className={classes.name} tabIndex={-1}>
          {process.title ?? process.name}
        </Link>
        {marks.length === 0 ? null : (
          <span className={classes.second} title={marks.join(' · ')}>
            {marks.join(' · ')}
          </span>
        )}
      </span>
    </span>
  );
}

function LastCell({ row: { lastRun } }: { readonly row: ProcessRow }) {
  const { w, times } = useWords();
  const now = useNow();
  if (lastRun === null) return <StatusWord {...noRunState(w)} />;
  const at = lastRun.endedAt ?? lastRun.startedAt ?? lastRun.queuedAt;
  return <StatusWord {...runState(lastRun, w)}>{times.relative(at, now)}</StatusWord>;
}

interface ActionsCellProps {
  readonly row: ProcessRow;
  readonly isActive: boolean;
}

function ActionsCell({ row: { process }, isActive }: ActionsCellProps) {
  const { language, say, mayNot } = useWords();
  const words = processWords[language].rowActions;
  const name = process.title ?? process.name;
  const tabIndex = isActive ? 0 : -1;
  return (
    <span className={classes.actions}>
      <IconButton label={say(words.test, { name })} data-action="test" tabIndex={tabIndex} refusal={mayNot('operator')}>
        <IconPlayerPlay size="1rem" stroke={1.7} />
      </IconButton>
      <IconButton label={say(words.more, { name })} data-action="menu" tabIndex={tabIndex}>
        <IconDots size="1rem" stroke={1.7} />
      </IconButton>
    </span>
  );
}
