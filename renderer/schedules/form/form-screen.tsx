import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { CallError } from '../../api/client.ts';
import { useProcesses, useSchedule, useSession } from '../../api/queries.ts';
import { useHashSearch } from '../../ui/hash-location.ts';
import { ScreenFrame } from '../../ui/screen.tsx';
import { EmptyState, SkeletonRows } from '../../ui/states.tsx';
import { startValues } from '../../values/field-kind.ts';
import { ProblemPanel } from '../../words/problem-panel.tsx';
import { useWords } from '../../words/words.tsx';
import { draftOf, emptyDraft, proposedZone } from './form-draft.ts';
import { ScheduleForm } from './schedule-form.tsx';

/** Loads the form of a new or an existing schedule. `?process=` and `?from=` prefill a new one. */
export function ScheduleFormScreen({ id }: { readonly id: string | null }) {
  const { w, say, times } = useWords();
  const words = w.scheduleForm;
  const search = new URLSearchParams(useHashSearch());
  const from = id ?? search.get('from');
  const session = useSession().data;
  const processes = useProcesses();
  const schedule = useSchedule(from);
  const title = id === null ? words.newTitle : say(words.editTitle, { name: schedule.data?.row.name ?? '…' });
  const failed = processes.error ?? schedule.error;

  if (failed instanceof CallError && failed.status === 404) {
    return (
      <ScreenFrame title={title}>
        <EmptyState text={words.gone}>
          <Button component={Link} href="/schedules" variant="default">
            {w.app.problems.toScheduler}
          </Button>
        </EmptyState>
      </ScreenFrame>
    );
  }
  if (failed && (!processes.data || (from !== null && !schedule.data))) {
    return (
      <ScreenFrame title={title}>
        <ProblemPanel
          error={failed}
          onRetry={() => Promise.all([processes.refetch(), from === null ? null : schedule.refetch()])}
        />
      </ScreenFrame>
    );
  }
  if (!processes.data || !session || (from !== null && !schedule.data)) {
    return (
      <ScreenFrame title={title}>
        <SkeletonRows />
      </ScreenFrame>
    );
  }
  const rows = processes.data.processes;
  const wanted = rows.find(({ process }) => process.name === search.get('process'))?.process;
  const row = schedule.data?.row;
  const blank = emptyDraft(proposedZone(session, times.homeZone));
  const initial = row
    ? id === null
      ? { ...draftOf(row), name: say(words.copyName, { name: row.name }), isFavourite: false }
      : draftOf(row)
    : wanted
      ? { ...blank, process: wanted.name, values: startValues(wanted.parameters) }
      : { ...blank, process: search.get('process') ?? '' };
  return (
    <ScheduleForm
      key={id ?? from ?? 'new'}
      title={title}
      id={id}
      copyOf={id === null ? from : null}
      initial={initial}
      processes={rows}
      worker={session.worker}
      latest={id === null ? null : (row ?? null)}
      onReload={async () => (await schedule.refetch()).data?.row ?? null}
    />
  );
}
