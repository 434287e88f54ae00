import { leastWidth, type Lane } from './marks.ts';
import type { Place } from './step-from.ts';
import type { Tick } from './ticks.ts';
import classes from './lanes.module.css';

interface LaneRowProps {
  readonly lane: Lane;
  readonly index: number;
  /** The active mark of this lane, for the keyboard. */
  readonly activeMark: number | null;
  readonly idOf: (place: Place) => string;
  readonly ticks: readonly Tick[];
  /** Null if it is outside the view. */
  readonly now: number | null;
  /** The position of an instant, in percent. */
  readonly share: (at: number) => string;
}

/** One lane: its title, and its marks over time. */
export function LaneRow({ lane, index, activeMark, idOf, ticks, now, share }: LaneRowProps) {
  return (
    <div role="row" className={classes.lane}>
      <div role="rowheader" className={classes.title} title={`${lane.title}: ${lane.summary}`}>
        <span className={classes.name}>{lane.title}</span>
        <span className={classes.summary}>{lane.summary}</span>
      </div>
      <div role="presentation" className={classes.track}>
        {ticks.map((tick) => (
          <i
            key={tick.at}
            className={classes.line}
            data-day={tick.isDay || undefined}
            style={{ left: share(tick.at) }}
          />
        ))}
        {now !== null ? <i className={classes.now} style={{ left: share(now) }} /> : null}
        {lane.marks.map((mark, markIndex) => (
          <div
            key={mark.id}
            role="gridcell"
            id={idOf({ lane: index, mark: markIndex })}
            data-place={`${index} ${markIndex}`}
            data-kind={mark.kind}
            data-mixed={(mark.failed > 0 && mark.failed < mark.count) || undefined}
            data-active={markIndex === activeMark || undefined}
            className={classes.mark}
            title={mark.label}
            aria-label={mark.label}
            style={{
              left: `min(${share(mark.start)}, 100% - ${leastWidth(mark)}px)`,
              width: `max(${leastWidth(mark)}px, calc(${share(mark.end)} - ${share(mark.start)}))`,
            }}
          >
            {mark.count > 1 ? <span className={classes.count}>{mark.count}</span> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
