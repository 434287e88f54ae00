import { use, useCallback, useState, type KeyboardEvent } from 'react';
import { Button, Tabs } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import type { RunDetailAnswer } from '../../contract/console.ts';
import { CallError } from '../api/client.ts';
import { useRun } from '../api/queries.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { DetailsTab } from './details-tab.tsx';
import { FailureSummary } from './failure-summary.tsx';
import { LogTab } from './log-tab.tsx';
import { OutputsTab } from './outputs-tab.tsx';
import { RetryDialog } from './retry-dialog.tsx';
import { RunButtons } from './run-buttons.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunTitle } from './run-title.tsx';
import { AttemptsTab } from './attempts-tab.tsx';
import { ValuesTab } from './values-tab.tsx';
import classes from './run-page.module.css';
import { useRunActions } from './use-run-actions.ts';

const tabs = ['log', 'outputs', 'values', 'tries', 'details'] as const;
type Tab = (typeof tabs)[number];

/** One run: its state or result, its log live, and everything that was stored of it. */
export function RunPage({ id }: { readonly id: string }) {
  const { w } = useWords();
  const query = useRun(id);
  if (query.data) return <LoadedRun data={query.data} />;
  const isGone = query.error instanceof CallError && ['NOT_FOUND', 'GONE'].includes(query.error.code);
  return (
    <ScreenFrame title={w.runs.title} isFull>
      {isGone ? (
        <EmptyState text={w.runs.page.missing}>
          <Button component={Link} href="/runs" variant="default">
            {w.runs.page.show}
          </Button>
        </EmptyState>
      ) : query.isError ? (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </ScreenFrame>
  );
}

function LoadedRun({ data }: { readonly data: RunDetailAnswer }) {
  const { run, process, schedule } = data;
  const { w, say } = useWords();
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const actions = useRunActions();
  const areSingleKeysOn = use(SingleKeys);
  const [isEditing, setIsEditing] = useState(false);
  const wanted = search.get('tab') as Tab | null;
  const tab = wanted !== null && tabs.includes(wanted) ? wanted : 'log';
  const attempt = Number(search.get('attempt')) || run.attempt;
  const showLine = useCallback(
    (line: number | null) => setSearch({ tab: null, line: line === null ? null : String(line) }),
    [setSearch],
  );

  async function retry(): Promise<void> {
    const started = await actions.retry([run]);
    if (started) navigate(`/runs/${started.id}`);
  }
  function onKey(event: KeyboardEvent): void {
    if (!areSingleKeysOn || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'c' && run.status !== 'ended') void actions.cancel([run], false);
    else if (event.key === 'y' && run.status === 'ended' && process !== null) void retry();
    else return;
    event.preventDefault();
  }
  return (
    <ScreenFrame
      title={<RunTitle run={run} icon={process?.icon} />}
      name={run.scheduleName}
      actions={
        <RunButtons
          run={run}
          canRun={process !== null}
          onRetry={() => void retry()}
          onEdit={() => setIsEditing(true)}
          onCancel={(force) => void actions.cancel([run], force)}
        />
      }
      strip={
        <>
          <RunProgress run={run} />
          <FailureSummary run={run} attempt={attempt} onLine={showLine} />
        </>
      }
      isFull
    >
      <Tabs
        value={tab}
        onChange={(next) => setSearch({ tab: next === 'log' ? null : next })}
        keepMounted={false}
        classNames={{ root: classes.tabs ?? '', list: classes.tabList ?? '', panel: classes.panel ?? '' }}
      >
        <Tabs.List aria-label={w.runs.page.tabsLabel}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(w.runs.page.tabs[name], { n: run.attempts.length })}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="log">
          <LogTab
            key={attempt}
            run={run}
            attempt={attempt}
            line={Number(search.get('line')) || null}
            onLine={showLine}
            onAttempt={(number) => setSearch({ attempt: String(number), line: null })}
            onKey={onKey}
          />
        </Tabs.Panel>
        <Tabs.Panel value="outputs">
          <OutputsTab run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="values">
          <ValuesTab values={run.values} />
        </Tabs.Panel>
        <Tabs.Panel value="tries">
          <AttemptsTab run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="details">
          <DetailsTab run={run} schedule={schedule} />
        </Tabs.Panel>
      </Tabs>
      {isEditing && process ? <RetryDialog run={run} process={process} onClose={() => setIsEditing(false)} /> : null}
    </ScreenFrame>
  );
}
