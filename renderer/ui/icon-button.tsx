import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './icon-button.module.css';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'title' | 'aria-label' | 'type'> {
  readonly label: string;
  /** Why it is disabled; it stays focusable and says so. */
  readonly refusal?: string | null;
  readonly children: ReactNode;
}

/** An icon button of 28 px with a tooltip and an accessible name. Cheap enough for every row of a grid. */
export function IconButton({ label, refusal = null, children, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={refusal === null ? label : `${label}\n${refusal}`}
      aria-label={label}
      {...(refusal === null ? {} : { 'aria-disabled': true, 'aria-description': refusal })}
      className={`${classes.button ?? ''} ${className ?? ''}`}
      {...rest}
    >
      {children}
    </button>
  );
}
