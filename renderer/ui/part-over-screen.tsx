import { Suspense, useEffect, type ReactNode } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { useLabels } from './labels.tsx';
import { tryPartsAgain } from './lazy-part.ts';
import { useToast } from './toast.tsx';

export interface PartOverScreenProps {
  readonly onClose: () => void;
  readonly onOpenAgain: () => void;
  readonly children: ReactNode;
}

/** What is fetched to open over the screen. Where it cannot be, the screen stays, and a toast says so and opens it again. */
export function PartOverScreen({ onClose, onOpenAgain, children }: PartOverScreenProps) {
  return (
    <ErrorBoundary resetKey="" fallback={<Unopened onClose={onClose} onOpenAgain={onOpenAgain} />}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function Unopened({ onClose, onOpenAgain }: Omit<PartOverScreenProps, 'children'>) {
  const toast = useToast();
  const { unopened, retry } = useLabels();
  useEffect(() => {
    tryPartsAgain();
    toast({ text: unopened, tone: 'bad', id: 'unopened', action: { label: retry, run: onOpenAgain } });
    onClose();
  }, [toast, unopened, retry, onClose, onOpenAgain]);
  return null;
}
