import { useCallback, useEffect, useMemo, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { FleetWorker, ShownGroup, WorkersAnswer } from '../../contract/worker.ts';
import { createBatch } from '../api/batch.ts';
import type { ServerEvent } from '../api/event-source.ts';
import { keys } from '../api/keys.ts';
import { useIsOffline, useServerEvents } from '../api/use-live.tsx';
import { useWorkers } from '../api/workers.ts';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { unless } from '../ui/unless.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { searchText } from '../words/search-text.ts';
import { workerWords } from '../words/worker-words.ts';
import { useWords } from '../words/words.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { GroupTable } from './group-table.tsx';
import { useGroupActs, type GroupActs, type GroupDraft } from './use-group-acts.ts';
import { useWorkerActs, type WorkerActs } from './use-worker-acts.ts';
import { WorkerDialog } from './worker-dialog.tsx';
import { WorkerGrid } from './worker-grid.tsx';
import { workerState } from './worker-state.ts';
import classes from './workers.module.css';

/** What a dialog is open of: a worker by its ID, a group by its name ('' for a new one). */
interface Open {
  readonly what: 'worker' | 'group';
  readonly of: string;
}

const none: WorkersAnswer = { workers: [], groups: [], isFleet: true };

/** The computers that run robots, and their groups. */
export function Screen() {
  const { language, w, count, mayNot } = useWords();
  const words = workerWords[language];
  const [search, setSearch] = useSearchState();
  const query = useWorkers();
  useRunsFollowed();
  const answer = query.data ?? none;
  const { workers, groups } = answer;
  const isGroups = search.get('view') === 'groups';
  const wanted = search.get('q') ?? '';
  const shown = useShown(workers, wanted);
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('administrator');
  const acts = useWorkerActs();
  const groupActs = useGroupActs(workers);
  const [open, setOpen] = useState<Open | null>(null);
  const add = () => setOpen({ what: 'group', of: '' });
  useSetFooterNote(query.data && !isGroups ? count(words.shown, shown.length) : null);

  return (
    <ScreenFrame
      title={words.title}
      tools={<Tools isGroups={isGroups} wanted={wanted} onChange={setSearch} />}
      actions={
        isGroups ? (
          <Button size="xs" {...unless(refusal)} leftSection={<IconPlus size="0.9375rem" />} onClick={add}>
            {words.groups.add}
          </Button>
        ) : undefined
      }
      strip={query.data?.isFleet === false && !isGroups ? <Alone /> : null}
      isFull
    >
      {query.isError && !query.data ? (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows />
      ) : !isGroups ? (
        <WorkerGrid
          all={workers}
          shown={shown}
          wanted={wanted}
          acts={acts}
          refusal={refusal}
          onEdit={({ id }) => setOpen({ what: 'worker', of: id })}
          onClear={() => setSearch({ q: null })}
        />
      ) : groups.length === 0 ? (
        <EmptyState text={words.groups.empty}>
          <Button {...unless(refusal)} onClick={add}>
            {words.groups.add}
          </Button>
        </EmptyState>
      ) : (
        <GroupTable
          groups={groups}
          workers={workers}
          acts={groupActs}
          refusal={refusal}
          onEdit={({ name }: ShownGroup) => setOpen({ what: 'group', of: name })}
        />
      )}
      {open === null ? null : <Opened {...{ open, answer, refusal, acts, groupActs }} onClose={() => setOpen(null)} />}
    </ScreenFrame>
  );
}

interface ToolsProps {
  readonly isGroups: boolean;
  readonly wanted: string;
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void;
}

function Tools({ isGroups, wanted, onChange }: ToolsProps) {
  const words = workerWords[useWords().language];
  return (
    <>
      <Segmented
        label={words.views.label}
        value={isGroups ? 'groups' : 'workers'}
        onChange={(view) => onChange({ view: view === 'groups' ? view : null, q: null })}
        options={[
          { value: 'workers', label: words.views.workers },
          { value: 'groups', label: words.views.groups },
        ]}
      />
      {isGroups ? null : (
        <TextInput
          className={classes.search ?? ''}
          type="search"
          size="xs"
          aria-label={words.searchLabel}
          placeholder={words.searchLabel}
          value={wanted}
          onChange={(event) => onChange({ q: event.currentTarget.value })}
          leftSection={<IconSearch size="0.9375rem" />}
        />
      )}
    </>
  );
}

interface OpenedProps {
  readonly open: Open;
  readonly answer: WorkersAnswer;
  readonly refusal: string | null;
  readonly acts: WorkerActs;
  readonly groupActs: GroupActs;
  readonly onClose: () => void;
}

/** The dialog of a worker or a group; none if it is gone. */
function Opened({ open, answer: { workers, groups }, refusal, acts, groupActs, onClose }: OpenedProps) {
  const worker = open.what === 'worker' ? workers.find(({ id }) => id === open.of) : undefined;
  const group = open.what === 'group' ? groups.find(({ name }) => name === open.of) : undefined;
  if (worker !== undefined)
    return (
      <WorkerDialog
        worker={worker}
        groups={groups.map(({ name }) => name)}
        refusal={refusal}
        onSave={(change) => acts.change(worker, change)}
        onClose={onClose}
      />
    );
  if (group === undefined && (open.what === 'worker' || open.of !== '')) return null;
  const onSave = (draft: GroupDraft) => groupActs.save(draft);
  return <GroupDialog group={group ?? null} {...{ groups, workers, refusal, onSave, onClose }} />;
}

/** What a fleet is, for somebody who has none. */
function Alone() {
  const words = workerWords[useWords().language];
  return (
    <p className={classes.alone}>
      {words.alone} <Link href="/settings/fleet">{words.toFleet}</Link>
    </p>
  );
}

/** The workers that match the search by a name, a group or their state, in the order of their names. */
function useShown(workers: readonly FleetWorker[], wanted: string): readonly FleetWorker[] {
  const { language } = useWords();
  return useMemo(() => {
    const words = workerWords[language];
    const needles = searchText(wanted).split(/\s+/).filter(Boolean);
    const names = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
    return workers
      .filter((worker) => {
        const { name, aliases, groups, id, platform, version } = worker;
        const text = [name, ...aliases, ...groups, workerState(worker, words).text, platform, version, id].join(' ');
        return needles.every((needle) => searchText(text).includes(needle));
      })
      .toSorted((one, other) => names.compare(one.name, other.name));
  }, [workers, wanted, language]);
}

/** The shortest time between two fetches. */
const refreshMs = 1000;

/** A run that begins or ends changes what its worker does. */
function useRunsFollowed(): void {
  const queries = useQueryClient();
  const refreshes = useMemo(
    () =>
      createBatch<string>(refreshMs, () => {
        void queries.invalidateQueries({ queryKey: keys.workers }, { cancelRefetch: false });
      }),
    [queries],
  );
  useEffect(() => refreshes.stop, [refreshes]);
  const follow = useCallback(
    ({ announcement: { type } }: ServerEvent) => {
      if (type === 'run' || type === 'worker') refreshes.add(type);
    },
    [refreshes],
  );
  useServerEvents(follow);
}
