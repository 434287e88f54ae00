import { Button } from '@mantine/core';
import { useWords } from '../../words/words.tsx';
import type { Difference } from './form-differences.ts';
import classes from './form.module.css';

export interface StaleNoticeProps {
  readonly differences: readonly Difference[];
  readonly onLoad: () => void;
  readonly onOverwrite: () => void;
}

/** Somebody else saved it meanwhile: what they changed, and whose version is to stay. */
export function StaleNotice({ differences, onLoad, onOverwrite }: StaleNoticeProps) {
  const words = useWords().w.scheduleForm.stale;
  return (
    <div id="stale" className={classes.stale} role="alert" tabIndex={-1}>
      <strong>{words.title}</strong>
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
      <div className={classes.staleActions}>
        <Button size="xs" variant="default" onClick={onLoad}>
          {words.load}
        </Button>
        <Button size="xs" variant="default" onClick={onOverwrite}>
          {words.overwrite}
        </Button>
      </div>
    </div>
  );
}
