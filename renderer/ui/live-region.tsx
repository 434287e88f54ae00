import { createContext, use, useCallback, useState, type ReactNode } from 'react';
import { VisuallyHidden } from '@mantine/core';

type Announce = (text: string, isUrgent?: boolean) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** The one polite and the one assertive live region of the page. */
export function LiveRegionProvider({ children }: { readonly children: ReactNode }) {
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  const announce = useCallback<Announce>((text, isUrgent = false) => {
    const set = isUrgent ? setUrgent : setPolite;
    // The same text twice would not be read again: a no-break space makes it differ.
    set((old) => (old === text ? `${text}\u00a0` : text));
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden role="status" aria-live="polite">
        {polite}
      </VisuallyHidden>
      <VisuallyHidden role="alert">{urgent}</VisuallyHidden>
    </AnnounceContext>
  );
}

/** Announces a text to a screen reader, without moving the focus. */
export const useAnnounce = (): Announce => use(AnnounceContext);
