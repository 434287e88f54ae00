import { useEffect, useRef, type ReactNode } from 'react';
import { Mark } from './mark.tsx';
import { PreferenceButtons } from './preference-buttons.tsx';
import classes from './sign-in.module.css';

/** The box in the middle of the page, for whoever is not signed in; with language and theme, which a person needs here already. */
export function SignInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // A page without an active element is read from nowhere; a field that takes the focus comes later, and gets it.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [title]);
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <Mark size={36} />
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {children}
        <div className={classes.preferences}>
          <PreferenceButtons />
        </div>
      </div>
    </main>
  );
}
