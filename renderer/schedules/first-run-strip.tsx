import { IconCheck, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { call, type Answer } from '../api/client.ts';
import { useFirstSteps } from '../api/first-steps.ts';
import { keys } from '../api/keys.ts';
import { showSettings } from '../api/shown-settings.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import classes from './first-run-strip.module.css';

export interface FirstRunStripProps {
  /** The example's own row. */
  readonly row: ScheduleRow;
  /** Why it cannot be run now. */
  readonly refusal: string | null;
  readonly onRun: () => void;
}

/** The first steps, three of them; once dismissed they stay away until the settings bring them back. */
export function FirstRunStrip({ row, refusal, onRun }: FirstRunStripProps) {
  const { w, say, told, notDone } = useWords();
  const words = w.schedules.firstRun;
  const here = useFirstSteps().data;
  const toast = useToast();
  const queries = useQueryClient();
  const session = queries.getQueryData<Answer<'session'>>(keys.session);
  const runId = row.activeRun?.id || row.lastRun?.id;
  const hasRun = row.lastRun?.outcome === 'succeeded';

  // What the example does depends on this computer.
  const note =
    here && here.editor !== null
      ? say(words.types, { editor: here.editor })
      : here && here.noEditor !== null
        ? say(words.writes, { why: told(here.noEditor) })
        : null;

  function dismiss(): void {
    const wanted = { firstRunDismissed: true };
    const takeBack = showSettings(queries, wanted);
    call('changeSettings', { body: wanted }).catch((error: unknown) => {
      takeBack();
      toast(notDone(words.dismiss, error));
    });
  }
  const steps = [
    {
      isDone: hasRun,
      body: (
        <button type="button" className={classes.stepButton} {...unless(refusal)} onClick={onRun}>
          {words.run}
        </button>
      ),
    },
    { isDone: hasRun, body: runId ? <Link href={`/runs/${runId}`}>{words.watch}</Link> : <span>{words.watch}</span> },
    { isDone: session?.hasClients === true, body: <Link href={`/schedules/${row.id}/parameters`}>{words.call}</Link> },
  ];
  return (
    <section className={classes.steps} aria-label={words.label}>
      <ol>
        {steps.map(({ isDone, body }, index) => (
          <li key={index} data-done={isDone || undefined}>
            <span className={classes.stepNumber}>
              {isDone ? <IconCheck size="0.8125rem" stroke={2.5} role="img" aria-label={words.done} /> : index + 1}
            </span>
            {body}
          </li>
        ))}
      </ol>
      {note === null ? null : <span className={classes.stepsNote}>{note}</span>}
      <IconButton label={words.dismiss} className={classes.dismiss ?? ''} onClick={dismiss}>
        <IconX size="1rem" />
      </IconButton>
    </section>
  );
}
