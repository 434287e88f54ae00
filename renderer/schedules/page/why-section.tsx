import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Link } from 'wouter';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import type { WhyAnswer } from '../../../contract/why.ts';
import { useWhy } from '../../api/schedule-page.ts';
import { useSearchState } from '../../ui/hash-location.ts';
import { StatusWord } from '../../ui/status-word.tsx';
import { schedulePageWords } from '../../words/schedule-page-words.ts';
import { runState } from '../../words/states.ts';
import { useWords } from '../../words/words.tsx';
import classes from './page.module.css';

/** "Why did it not run at 09:00?": a time to type, and the answer in words. The time stands in the address. */
export function WhySection({ row }: { readonly row: ScheduleRow }) {
  const { say, times, sayProblem, language } = useWords();
  const words = schedulePageWords[language];
  const [search, setSearch] = useSearchState();
  const asked = search.get('why');
  const [text, setText] = useState(asked === '-' ? '' : (asked ?? ''));
  const field = useRef<HTMLInputElement>(null);
  const answer = useWhy(row.id, asked === null || asked === '-' ? null : asked);
  // The palette leads here to ask: there is nothing to explain yet. The title gets the focus on arrival, so this comes a frame later.
  useEffect(() => {
    if (asked !== '-') return undefined;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        field.current?.focus();
        setSearch({ why: null });
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [asked, setSearch]);
  function ask(event: FormEvent): void {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === '') return field.current?.focus();
    if (wanted === asked) void answer.refetch();
    else setSearch({ why: wanted });
  }
  const zone = row.plan.timezone;
  return (
    <section aria-labelledby="schedule-why">
      <h2 id="schedule-why" className={classes.heading}>
        {words.sections.why}
      </h2>
      <p className={classes.more}>{words.why.lead}</p>
      <form className={classes.ask} onSubmit={ask}>
        <TextInput
          ref={field}
          size="xs"
          className={classes.askField ?? ''}
          label={zone === times.homeZone ? words.why.field : say(words.why.fieldIn, { zone })}
          placeholder={words.why.placeholder}
          value={text}
          maxLength={60}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" loading={answer.isFetching}>
          {words.why.ask}
        </Button>
      </form>
      <div role="status" aria-label={words.why.answer}>
        {answer.data !== undefined && !answer.isError ? <Answer answer={answer.data} zone={zone} /> : null}
        {answer.isError ? <p className={classes.answer}>{sayProblem(answer.error)}</p> : null}
      </div>
    </section>
  );
}

function Answer({ answer, zone }: { readonly answer: WhyAnswer; readonly zone: string }) {
  const { w, say, told, because, times, language } = useWords();
  const words = schedulePageWords[language].why;
  const { run, reason, lines, others, before, after } = answer;
  return (
    <div className={classes.answer}>
      <p>
        <strong>{times.full(answer.at, zone)}</strong>
      </p>
      <p>{lines.map((line) => told(line)).join(' ')}</p>
      {reason === null ? null : <p>{capital(because(reason), language)}.</p>}
      {run === null ? null : (
        <p>
          <StatusWord {...runState(run, w)} /> <Link href={`/runs/${run.id}`}>{words.openRun}</Link>
        </p>
      )}
      {[[words.before, before] as const, [words.after, after] as const].map(([sentence, near]) => {
        if (near === null) return null;
        const text = say(sentence, { time: times.full(near.at, zone) });
        return (
          <p key={sentence} className={classes.dim}>
            {near.run === null ? text : <Link href={`/runs/${near.run}`}>{text}</Link>}
          </p>
        );
      })}
      {others.length === 0 ? null : (
        <>
          <p>{words.others}</p>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <Link href={`/runs/${other.id}`}>{times.full(other.startedAt ?? other.queuedAt, zone)}</Link>{' '}
                <StatusWord {...runState(other, w)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const capital = (text: string, language: string): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1).replace(/\.$/, '');
