import type { ProcessRow } from '../../contract/console.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { BulkBar } from './bulk-bar.tsx';
import { FirstRunStrip } from './first-run-strip.tsx';
import type { ScheduleActions } from './use-schedule-actions.ts';

interface SchedulerStripProps {
  /** The schedule of the first steps, while they are shown. */
  readonly example: ScheduleRow | undefined;
  readonly selected: readonly ScheduleRow[];
  readonly actions: ScheduleActions;
  readonly processes: readonly ProcessRow[];
  /** Why nothing can be run now. */
  readonly refusal: string | null;
  readonly onClear: () => void;
}

/** Above the schedules: the first steps, and the actions on the selected ones. */
export function SchedulerStrip({ example, selected, refusal, actions, ...bulk }: SchedulerStripProps) {
  return (
    <>
      {example ? <FirstRunStrip row={example} refusal={refusal} onRun={() => void actions.run([example])} /> : null}
      {selected.length > 0 ? <BulkBar rows={selected} actions={actions} refusal={refusal} {...bulk} /> : null}
    </>
  );
}
