import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './icon-button.module.css';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'title' | 'aria-label' | 'type'> {
  readonly label: string;
  readonly children: ReactNode;
}

/** A plain button with an icon: 28 px, named for the eye and for a screen reader. Cheap enough for every row of a grid. */
export function IconButton({ label, children, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      className={`${classes.button ?? ''} ${className ?? ''}`}
      {...rest}
    >
      {children}
    </button>
  );
}
