import { StaleNotice } from '../../ui/stale-notice.tsx';
import { useWords } from '../../words/words.tsx';
import type { Difference } from './form-differences.ts';
import classes from './form.module.css';

export interface StaleScheduleProps {
  readonly differences: readonly Difference[];
  readonly onLoad: () => void;
  readonly onOverwrite: () => void;
}

/** An edit conflict: each changed field before and after somebody else's save. */
export function StaleSchedule({ differences, ...does }: StaleScheduleProps) {
  return (
    <StaleNotice id="stale" words={useWords().w.scheduleForm.stale} {...does}>
      <dl className={classes.differences}>
        {differences.map(({ label, was, is }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <del>{was}</del> <span aria-hidden="true">→</span> <ins>{is}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </StaleNotice>
  );
}
