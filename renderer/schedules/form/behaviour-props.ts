import type { ScheduleOptions } from '../../../contract/schedule.ts';

export interface BehaviourSectionProps {
  readonly options: ScheduleOptions;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<ScheduleOptions>) => void;
}
