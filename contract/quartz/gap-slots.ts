import type { ClockChange } from './zone.ts';

// Times that do not exist have no instant, but each has a row, and the instant is the row's key. So each second of a gap has
// a slot: a millisecond just after the change, off the whole seconds, where nothing ever fires.

const slotsASecond = 999;

const gapSeconds = ({ fromMs, toMs }: ClockChange): number => (toMs - fromMs) / 1000;
const gapStart = ({ atMs, fromMs }: ClockChange): number => atMs + fromMs;

/** The instant that stands for a wall time in the gap of a change. */
export function slotOf(change: ClockChange, wallMs: number): number {
  const second = (wallMs - gapStart(change)) / 1000;
  return change.atMs + second + 1 + Math.floor(second / slotsASecond);
}

/** The wall time that an instant stands for; null if it is no slot of this gap. */
export function wallOfSlot(change: ClockChange, atMs: number): number | null {
  const slot = atMs - change.atMs;
  if (slot < 1 || slot % 1000 === 0) return null;
  const second = slotsBefore(slot) - 1;
  return second < gapSeconds(change) ? gapStart(change) + second * 1000 : null;
}

/** The first wall time of the gap whose slot lies after an instant; the gap's end or later if there is none. */
export function firstWallAfter(change: ClockChange, afterMs: number): number {
  return gapStart(change) + (afterMs < change.atMs ? 0 : slotsBefore(afterMs - change.atMs)) * 1000;
}

/** How many slots there are up to and with a millisecond after the change. */
const slotsBefore = (slot: number): number => Math.floor(slot / 1000) * slotsASecond + (slot % 1000);
