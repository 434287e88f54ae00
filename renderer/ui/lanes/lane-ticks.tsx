import type { Ref } from 'react';
import type { Tick } from './ticks.ts';
import classes from './lanes.module.css';

interface LaneTicksProps {
  /** The element whose width all lanes use. */
  readonly ref: Ref<HTMLDivElement>;
  /** The ticks with room for a label. */
  readonly worded: readonly Tick[];
  readonly share: (at: number) => string;
  readonly label: (tick: Tick) => string;
}

/** The time scale above the lanes. */
export function LaneTicks({ ref, worded, share, label }: LaneTicksProps) {
  return (
    <div className={classes.scale} aria-hidden="true">
      <span />
      <div ref={ref} className={classes.track}>
        {worded.map((tick) => (
          <span
            key={tick.at}
            className={classes.tick}
            data-day={tick.isDay || undefined}
            style={{ left: share(tick.at) }}
          >
            {label(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}
