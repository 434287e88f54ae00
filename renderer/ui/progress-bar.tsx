import classes from './progress-bar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 100; null while nobody knows. */
  readonly percent: number | null;
}

/** Progress that was reported, or that something goes on; never an invented number. */
export function ProgressBar({ label, percent }: ProgressBarProps) {
  const known = percent === null ? {} : { 'aria-valuenow': Math.round(percent) };
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...known}
    >
      <div
        className={percent === null ? classes.unknown : classes.bar}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
