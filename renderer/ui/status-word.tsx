import type { ReactNode } from 'react';
import { Shape, type ShapeName, type Tone } from './shape.tsx';
import classes from './status-word.module.css';

export interface StatusWordProps {
  readonly shape: ShapeName;
  readonly tone: Tone;
  readonly text: string;
  /** Details after the word, such as an age or a percentage. */
  readonly children?: ReactNode;
}

/** A state as shape, word and colour. */
export function StatusWord({ shape, tone, text, children }: StatusWordProps) {
  return (
    <span className={classes.word} data-tone={tone}>
      <Shape shape={shape} tone={tone} />
      <span className={classes.text}>{text}</span>
      {children === undefined ? null : <span className={classes.more}>{children}</span>}
    </span>
  );
}
