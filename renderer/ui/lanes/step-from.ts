import type { Lane, Mark } from './marks.ts';

/** A mark, by its lane and its index there. */
export interface Place {
  readonly lane: number;
  readonly mark: number;
}

/** The target of an arrow key: along the lane, or the nearest mark of the next lane that has one. */
export function stepFrom(lanes: readonly Lane[], { lane, mark }: Place, key: string): Place | null {
  const marks = lanes[lane]?.marks ?? [];
  switch (key) {
    case 'ArrowRight':
      return { lane, mark: Math.min(mark + 1, Math.max(0, marks.length - 1)) };
    case 'ArrowLeft':
      return { lane, mark: Math.max(0, mark - 1) };
    case 'Home':
      return { lane, mark: 0 };
    case 'End':
      return { lane, mark: Math.max(0, marks.length - 1) };
    case 'ArrowDown':
    case 'ArrowUp': {
      const step = key === 'ArrowDown' ? 1 : -1;
      for (let next = lane + step; next >= 0 && next < lanes.length; next += step) {
        const found = lanes[next]?.marks ?? [];
        if (found.length > 0) return { lane: next, mark: nearest(found, marks[mark]?.start ?? 0) };
      }
      return { lane, mark };
    }
    default:
      return null;
  }
}

/** The mark that begins closest to an instant. */
export function nearest(marks: readonly Mark[], at: number): number {
  return marks.reduce(
    (best, mark, index) => (Math.abs(mark.start - at) < Math.abs((marks[best]?.start ?? 0) - at) ? index : best),
    0,
  );
}
