import { createContext, use, useCallback, useState, type ReactNode } from 'react';
import type { Question } from './confirm-dialog.tsx';
import { lazyPart } from './lazy-part.ts';
import { PartOverScreen } from './part-over-screen.tsx';

const ConfirmDialog = lazyPart(() => import('./confirm-dialog.tsx').then((module) => module.ConfirmDialog));

export type { Question } from './confirm-dialog.tsx';

type Ask = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

interface Asked {
  readonly question: Question;
  readonly answer: (isYes: boolean) => void;
}

/** Renders confirmation dialogs. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const show = useCallback((next: Asked) => {
    setAsked(next);
    setIsOpen(true);
  }, []);
  const ask = useCallback<Ask>((question) => new Promise((answer) => show({ question, answer })), [show]);
  function settle(isYes: boolean): void {
    setIsOpen(false);
    asked?.answer(isYes);
  }
  return (
    <ConfirmContext value={ask}>
      {children}
      {asked === null ? null : (
        <PartOverScreen onClose={() => setAsked(null)} onOpenAgain={() => show(asked)}>
          <ConfirmDialog question={asked.question} isOpen={isOpen} onAnswer={settle} />
        </PartOverScreen>
      )}
    </ConfirmContext>
  );
}

/** Asks; resolves to whether the answer was yes. */
export const useConfirm = (): Ask => use(ConfirmContext);
