import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Calendar } from '../../contract/calendar.ts';
import { useCalendars } from '../api/queries.ts';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { countryName } from '../words/countries.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { calendarWords } from '../words/calendar-words.ts';
import { useWords } from '../words/words.tsx';
import { CalendarForm } from './calendar-form.tsx';
import { weekdayName } from './calendar-words.ts';
import classes from './settings.module.css';
import table from './table.module.css';

/** Working-day calendars: the list, and the form of the selected one. */
export function CalendarsSection() {
  const { language, times, mayNot } = useWords();
  const words = calendarWords[language];
  const query = useCalendars();
  const [edited, setEdited] = useState<Calendar | 'new' | null>(null);
  const [loads, setLoads] = useState(0);
  if (query.isError && !query.data) {
    return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  }
  if (!query.data) return <SkeletonRows />;
  const { calendars, countries } = query.data;
  if (edited !== null) {
    const calendar = edited === 'new' ? null : edited;
    return (
      <CalendarForm
        key={loads}
        calendar={calendar}
        latest={calendars.find(({ name }) => name === calendar?.name) ?? null}
        countries={countries}
        onLoad={(newer) => {
          setLoads(loads + 1);
          setEdited(newer);
        }}
        onClose={() => setEdited(null)}
      />
    );
  }
  const isEditor = (mayNot('editor') ?? mayNot('all')) === null;
  const add = isEditor ? (
    <Button size="xs" leftSection={<IconPlus size="0.9375rem" />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  ) : null;
  return (
    <>
      <p className={classes.lead}>{words.lead}</p>
      {calendars.length === 0 ? (
        <EmptyState text={words.empty}>{add}</EmptyState>
      ) : (
        <>
          <div className={table.tableBox}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{words.columns.name}</th>
                  <th scope="col">{words.columns.country}</th>
                  <th scope="col">{words.columns.weekend}</th>
                  <th scope="col">{words.columns.own}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {calendars.map((calendar) => (
                  <tr key={calendar.name}>
                    <th scope="row">{calendar.name}</th>
                    <td>
                      {calendar.country === null ? words.noCountry : countryName(calendar.country, countries, language)}
                    </td>
                    <td>{calendar.weekend.map((day) => weekdayName(day, language, 'short')).join(', ')}</td>
                    <td>{times.number(calendar.off.length)}</td>
                    <td className={table.right}>
                      {isEditor ? <EditButton name={calendar.name} onEdit={() => setEdited(calendar)} /> : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div>{add}</div>
        </>
      )}
    </>
  );
}

function EditButton({ name, onEdit }: { readonly name: string; readonly onEdit: () => void }) {
  const { language, say } = useWords();
  const words = calendarWords[language];
  return (
    <Button size="compact-sm" variant="default" aria-label={say(words.editOf, { name })} onClick={onEdit}>
      {words.edit}
    </Button>
  );
}
