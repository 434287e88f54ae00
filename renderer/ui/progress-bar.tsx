import classes from './progress-bar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 100; null if unknown. */
  readonly percent: number | null;
}

/** Reported progress, or an indeterminate bar; never an invented number. */
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
