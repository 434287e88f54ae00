import type { ScheduleOptions } from '../../../contract/schedule.ts';
import type { RunBefore } from '../../follow-ups/run-sources.ts';
import { ThenSection } from '../../follow-ups/then-section.tsx';
import { withThen } from './form-draft.ts';

interface ThenPartProps {
  readonly before: RunBefore;
  readonly options: ScheduleOptions;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (options: ScheduleOptions) => void;
}

/** What follows the runs of the schedule. */
export function ThenPart({ before, options, problems, onChange }: ThenPartProps) {
  return (
    <ThenSection
      before={before}
      followUps={options.then ?? []}
      problems={problems}
      onChange={(then) => onChange(withThen(options, then))}
    />
  );
}
