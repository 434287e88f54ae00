import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { streams } from '../../contract/api.ts';
import type { ProcessRow } from '../../contract/console.ts';
import type { RunDetail } from '../../contract/run.ts';
import { call, fillPath } from '../api/client.ts';
import { useRun } from '../api/queries.ts';
import { useRunLog } from '../api/use-run-log.ts';
import { LogPanel } from '../ui/log/log-panel.tsx';
import { StatusWord } from '../ui/status-word.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { checkValues, type ValueProblems } from '../values/check-values.ts';
import { startValues } from '../values/field-kind.ts';
import { unreadableValues } from '../values/unreadable.ts';
import { ValuesForm } from '../values/values-form.tsx';
import { problemsOf } from '../values/values-dialog.tsx';
import { logLabels } from '../words/log-labels.ts';
import { runState } from '../words/states.ts';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { TestResults } from './test-results.tsx';
import classes from './test-panel.module.css';

export interface TestPanelProps {
  readonly row: ProcessRow;
  readonly isDirty: boolean;
}

/** Runs the process once as a test and shows its log live. */
export function TestPanel({ row, isDirty }: TestPanelProps) {
  const speech = useWords();
  const { language, w } = speech;
  const words = processWords[language].test;
  const { name, parameters } = speech.readProcess(row).process;
  const [values, setValues] = useState<Record<string, unknown>>(() => startValues(parameters));
  const [problems, setProblems] = useState<ValueProblems>({});
  const [runId, setRunId] = useState<string | null>(null);
  const run = useRun(runId).data?.run ?? null;
  const isActive = run !== null && run.status !== 'ended';
  const { isBusy, whenIdle } = useBusy();

  async function start(): Promise<void> {
    const found = { ...checkValues(parameters, values, speech), ...unreadableValues('test-') };
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    await whenIdle(async () => {
      try {
        const answer = await call('startProcess', { path: { name }, body: { values, isTest: true } });
        setRunId(answer.run.id);
      } catch (error) {
        setProblems(problemsOf(error, speech));
      }
    });
  }
  return (
    <section className={classes.panel} aria-label={words.title}>
      <div className={classes.values}>
        <h2 className={classes.heading}>{words.title}</h2>
        <p className={classes.lead}>{isDirty ? words.unsaved : words.lead}</p>
        <div className={classes.row}>
          <Button size="xs" loading={isBusy} disabled={isDirty || isActive} onClick={() => void start()}>
            {run === null ? words.start : words.again}
          </Button>
          {isActive ? (
            <Button
              size="xs"
              variant="default"
              onClick={() => void call('cancelRun', { path: { id: run.id }, body: {} }).catch(() => undefined)}
            >
              {words.cancel}
            </Button>
          ) : null}
          {run === null ? null : (
            <>
              <StatusWord {...runState(run, w)} />
              <Link href={`/runs/${run.id}`}>{words.open}</Link>
            </>
          )}
        </div>
        {run === null ? null : <TestResults run={run} />}
        <ValuesForm schema={parameters} values={values} onChange={setValues} problems={problems} idPrefix="test-" />
      </div>
      <div className={classes.log}>
        {run === null || run.attempt === 0 ? (
          <p className={classes.none}>{words.notYet}</p>
        ) : (
          <TestLog key={`${run.id} ${run.attempt}`} run={run} />
        )}
      </div>
    </section>
  );
}

function TestLog({ run }: { readonly run: RunDetail }) {
  const speech = useWords();
  const isActive = run.status !== 'ended';
  const log = useRunLog(run.id, run.attempt, isActive);
  const labels = useMemo(() => logLabels(speech), [speech]);
  const [line, setLine] = useState<number | null>(null);
  return (
    <LogPanel
      labels={labels}
      source={log}
      time={speech.times.clockWithMilliseconds}
      isLive={isActive}
      line={line}
      onLine={setLine}
      hrefOf={(number) => `#/runs/${run.id}?attempt=${run.attempt}&line=${number}`}
      downloadHref={`${fillPath(streams.logDownload.path, { id: run.id })}?attempt=${run.attempt}`}
      isCompact
    />
  );
}
