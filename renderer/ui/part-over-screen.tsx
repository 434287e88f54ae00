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

/** Loads something that opens over the screen. If that fails, the screen stays, and a toast offers to retry. */
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
