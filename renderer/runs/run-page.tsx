import { use, useCallback, useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import type { ChainAnswer } from '../../contract/chain.ts';
import type { RunDetailAnswer } from '../../contract/console.ts';
import { CallError } from '../api/client.ts';
import { SeenButton } from '../attention/seen-button.tsx';
import { useShownName } from '../api/names.ts';
import { useChain, useRun } from '../api/queries.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { FailureSummary } from './failure-summary.tsx';
import { RetryDialog } from './retry-dialog.tsx';
import { RunButtons } from './run-buttons.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunTabs } from './run-tabs.tsx';
import { RunTitle } from './run-title.tsx';
import { WatchScreen } from './watch-screen.tsx';
import { useCompare } from './use-compare.ts';
import { useRunActions } from './use-run-actions.ts';

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
  const { run, process } = data;
  const hasFollowers = followers(data, useChain(run.id).data);
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const actions = useRunActions();
  const areSingleKeysOn = use(SingleKeys);
  const [isEditing, setIsEditing] = useState(false);
  const compare = useCompare(run);
  const attempt = Number(search.get('attempt')) || run.attempt;
  const showLine = useCallback(
    (line: number | null) => setSearch({ tab: null, line: line === null ? null : String(line) }),
    [setSearch],
  );

  async function retry(chain = false): Promise<void> {
    const started = await actions.retry([run], chain);
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
      name={useShownName()(run)}
      actions={
        <>
          <SeenButton run={run} />
          <RunButtons
            run={run}
            canRun={process !== null}
            hasFollowers={hasFollowers}
            onRetry={(chain) => void retry(chain)}
            onEdit={() => setIsEditing(true)}
            onCompare={(other) => void compare(other)}
            onCancel={(force, chain) => void actions.cancel([run], force, chain)}
          />
        </>
      }
      strip={
        <>
          <RunProgress run={run} />
          <WatchScreen run={run} process={process} />
          <FailureSummary run={run} attempt={attempt} onLine={showLine} />
        </>
      }
      isFull
    >
      <RunTabs data={data} attempt={attempt} onLine={showLine} onKey={onKey} />
      {isEditing && process ? <RetryDialog run={run} process={process} onClose={() => setIsEditing(false)} /> : null}
    </ScreenFrame>
  );
}

/** Whether something follows the run, or may. */
function followers({ run, process, schedule }: RunDetailAnswer, chain: ChainAnswer | undefined): boolean {
  const planned = (process?.then?.length ?? 0) + (schedule?.options.then?.length ?? 0);
  return planned > 0 || chain?.runs.some(({ follows }) => follows?.run === run.id) === true;
}
