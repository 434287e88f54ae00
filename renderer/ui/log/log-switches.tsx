import { Button, Checkbox } from '@mantine/core';
import type { LogLabels } from './log-labels.ts';
import type { LogReading } from './use-log-reading.ts';

interface LogSwitchesProps {
  readonly labels: LogLabels;
  readonly reading: LogReading;
  readonly isLive: boolean;
}

/** The view options of a log: follow, problems only, wrap, groups open. */
export function LogSwitches({ labels, reading, isLive }: LogSwitchesProps) {
  const { following, folds } = reading;
  return (
    <>
      {isLive ? (
        <Checkbox
          size="xs"
          label={labels.follow}
          checked={following.isWanted}
          onChange={(event) => following.follow(event.currentTarget.checked)}
        />
      ) : null}
      <Checkbox
        size="xs"
        label={labels.problemsOnly}
        checked={reading.areProblemsOnly}
        onChange={(event) => reading.setAreProblemsOnly(event.currentTarget.checked)}
      />
      <Checkbox
        size="xs"
        label={labels.wrap}
        checked={reading.isWrapped}
        onChange={(event) => reading.setIsWrapped(event.currentTarget.checked)}
      />
      {folds === null ? null : (
        <Button size="compact-sm" variant="default" onClick={() => folds.setAll(!folds.areAllOpen)}>
          {folds.areAllOpen ? labels.closeGroups : labels.openGroups}
        </Button>
      )}
    </>
  );
}
