import { useEffect, type ReactNode } from 'react';
import classes from './screen.module.css';

export interface ScreenFrameProps {
  readonly title: ReactNode;
  /** What the browser's tab and history call it; the title where that is plain text. */
  readonly name?: string;
  /** Beside the title: filters and search. */
  readonly tools?: ReactNode;
  /** At the right end: what can be done. */
  readonly actions?: ReactNode;
  /** A list or log takes the whole height and scrolls by itself; else the content is padded and the screen scrolls. */
  readonly isFull?: boolean;
  /** How far the content may grow on a very large screen, in px; usual is what can be read without turning the head. */
  readonly maxWidth?: number | 'none';
  /** Between the head and the content, as wide as the screen. */
  readonly strip?: ReactNode;
  readonly children: ReactNode;
}

/** One screen: a head with the title as the page's h1, and the content under it. */
export function ScreenFrame(props: ScreenFrameProps) {
  const { title, tools, actions, isFull = false, maxWidth, strip, children } = props;
  const name = props.name ?? (typeof title === 'string' ? title : null);
  useEffect(() => {
    if (name === null) return undefined;
    document.title = `${name} · Rota`;
    return () => {
      document.title = 'Rota';
    };
  }, [name]);
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <h1 className={classes.title} tabIndex={-1}>
          {title}
        </h1>
        {tools === undefined ? null : <div className={classes.tools}>{tools}</div>}
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </header>
      {strip}
      {isFull ? (
        <div className={classes.full}>{children}</div>
      ) : (
        <div className={classes.content}>
          <div className={classes.inner} style={{ maxWidth }}>
            {children}
          </div>
        </div>
      )}
    </div>
  );
}
