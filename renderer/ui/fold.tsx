import { useState, type ReactNode } from 'react';
import { IconChevronRight } from '@tabler/icons-react';
import classes from './fold.module.css';

export interface FoldProps {
  /** The id of what is hidden; that of its line is `<id>-line`. */
  readonly id: string;
  readonly title: string;
  /** What it holds at present, in its line. */
  readonly meaning?: string;
  /** Something in it is wrong: it opens as soon as that is so. */
  readonly isWrong?: boolean;
  readonly isOpenAtFirst?: boolean;
  readonly children: ReactNode;
}

/**
 * A part that is hidden behind a line with its present meaning. What is in it is made when it is opened first, and kept from then on,
 * so that half-typed input survives. `openFoldOf` opens the one around an element.
 */
export function Fold({ id, title, meaning = '', isWrong = false, isOpenAtFirst = false, children }: FoldProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst || isWrong);
  const [wasOpen, setWasOpen] = useState(isOpen);
  const [wasWrong, setWasWrong] = useState(isWrong);
  // Decided while drawing, so that the field is there when the focus goes to it.
  if (isWrong !== wasWrong) {
    setWasWrong(isWrong);
    if (isWrong) setOpen(true);
  }
  if (isOpen && !wasOpen) setWasOpen(true);
  return (
    <section className={classes.fold} aria-labelledby={`${id}-title`}>
      <h2 className={classes.heading}>
        <button
          type="button"
          id={`${id}-line`}
          className={classes.line}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight className={classes.sign} size="1rem" aria-hidden />
          <span id={`${id}-title`} className={classes.title}>
            {title}
          </span>{' '}
          <span className={isWrong ? classes.wrong : classes.meaning}>{meaning}</span>
        </button>
      </h2>
      <div id={id} className={classes.body} data-fold hidden={!isOpen}>
        {wasOpen || isOpen ? children : null}
      </div>
    </section>
  );
}

/** Opens the closed fold around an element; false if there is none. */
export function openFoldOf(element: Element): boolean {
  const closed = element.closest('[data-fold][hidden]');
  if (closed === null) return false;
  document.getElementById(`${closed.id}-line`)?.click();
  return true;
}
