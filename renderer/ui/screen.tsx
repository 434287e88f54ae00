import { useEffect, useId, useState, type ReactNode } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useSearchState } from './hash-location.ts';
import { IconButton } from './icon-button.tsx';
import { useLabels } from './labels.tsx';
import classes from './screen.module.css';

export interface ScreenFrameProps {
  readonly title: ReactNode;
  /** The title in the browser's tab and history; defaults to `title` if that is plain text. */
  readonly name?: string;
  /** Next to the title: filters and search. */
  readonly tools?: ReactNode;
  /** At the right end: the actions. */
  readonly actions?: ReactNode;
  /** A list or log fills the height and scrolls by itself; otherwise the content is padded and the screen scrolls. */
  readonly isFull?: boolean;
  /** The largest width of the content, in px; by default what can be read without turning the head. */
  readonly maxWidth?: number | 'none';
  /** Between the header and the content, at full width. */
  readonly strip?: ReactNode;
  readonly children: ReactNode;
}

/** One screen: a header with the page's h1, and the content below it. */
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
        {tools === undefined ? null : <Tools>{tools}</Tools>}
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

/** Filters and search: on a phone behind one button beside the title, which says whether any is in use. */
function Tools({ children }: { readonly children: ReactNode }) {
  const labels = useLabels();
  const isPhone = useMediaQuery('(max-width: 37.4375em)', false, { getInitialValueInEffect: false });
  const [search] = useSearchState();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (!isPhone) return <div className={classes.tools}>{children}</div>;
  const isInUse = search.size > 0;
  return (
    <>
      <IconButton
        label={isInUse ? labels.toolsInUse : labels.tools}
        className={classes.fold ?? ''}
        aria-expanded={isOpen}
        aria-controls={id}
        data-in-use={isInUse || undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <IconAdjustmentsHorizontal size="1.0625rem" stroke={1.7} />
      </IconButton>
      <div id={id} className={classes.tools} hidden={!isOpen}>
        {children}
      </div>
    </>
  );
}
