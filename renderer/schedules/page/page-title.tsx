import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { useShownName } from '../../api/names.ts';
import { useProcessIcon, useProcessUsual } from '../../api/queries.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { schedulePageWords } from '../../words/schedule-page-words.ts';
import { useWords } from '../../words/words.tsx';
import { StateCell } from '../schedule-cells.tsx';
import classes from './page.module.css';

/** The page's header: a link back, the name, and the state with its reason. */
export function PageTitle({ row }: { readonly row: ScheduleRow }) {
  const { language } = useWords();
  const words = schedulePageWords[language];
  const iconOf = useProcessIcon();
  const usualOf = useProcessUsual();
  return (
    <span className={classes.title}>
      <Link href="/schedules" className={classes.back} aria-label={words.back} title={words.back}>
        <IconChevronLeft size="1.125rem" stroke={1.7} />
      </Link>
      <span className={classes.named}>
        <Glyph name={iconOf(row.process)} size={19} className={classes.glyph} />
        {useShownName()(row)}
      </span>
      <span className={classes.state}>
        <StateCell row={row} usualMs={usualOf(row.process)} />
      </span>
    </span>
  );
}
