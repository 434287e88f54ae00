import { use, type KeyboardEvent } from 'react';
import { useAnnounce } from '../live-region.tsx';
import { SingleKeys } from '../single-keys.ts';
import type { LogLabels } from './log-labels.ts';
import { stepTo } from './step-to.ts';
import { findErrors } from './use-found-lines.ts';
import type { LogReading, LogReadingOptions } from './use-log-reading.ts';

interface LogStepsOptions extends LogReadingOptions {
  readonly labels: LogLabels;
  /** Keys that the panel does not handle. */
  readonly onKey?: (event: KeyboardEvent) => void;
}

/** Moves the reader to a line, a match or an error; by button or key. */
export function useLogSteps({ labels, source, line, onLine, onKey }: LogStepsOptions, reading: LogReading) {
  const { total } = source;
  const { found, following } = reading;
  const areSingleKeysOn = use(SingleKeys);
  const announce = useAnnounce();

  function go(to: number | null): void {
    if (to === null) return;
    if (following.isFollowing) following.letGo();
    onLine(to);
  }
  function goToHit(isBack: boolean): void {
    const to = stepTo(found.numbers, line, isBack);
    go(to);
    announce(labels.hits(to === null ? 0 : found.numbers.indexOf(to) + 1, found.numbers.length, found.isPart));
  }
  function goToLine(wanted: number): void {
    if (total === 0) return;
    if (wanted > total) announce(labels.noSuchLine(total));
    reading.setAreProblemsOnly(false);
    go(Math.min(Math.max(1, wanted), total));
  }
  async function goToError(isBack: boolean): Promise<void> {
    const to = stepTo(await findErrors(source), line, isBack);
    announce(to === null ? labels.noErrors : labels.atLine(to));
    go(to);
  }
  function takeKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !areSingleKeysOn) return;
    if (event.key === 'f') following.follow(!following.isWanted);
    else if (event.key === 'n') void goToError(false);
    else if (event.key === 'N') void goToError(true);
    else {
      onKey?.(event);
      return;
    }
    event.preventDefault();
  }
  return { go, goToHit, goToLine, takeKey };
}
