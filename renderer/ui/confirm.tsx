import { createContext, use, useCallback, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Dialog } from './dialog.tsx';

export interface Question {
  readonly title: string;
  readonly text: ReactNode;
  /** The verb that does it: "Delete schedule". */
  readonly confirm: string;
  /** The way out: "Keep it". */
  readonly keep: string;
  readonly isDangerous?: boolean;
}

type Ask = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

/** Shows questions that must be answered before something is done. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<{ question: Question; answer: (isYes: boolean) => void } | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((answer) => {
        setAsked({ question, answer });
        setIsOpen(true);
      }),
    [],
  );
  function settle(isYes: boolean): void {
    setIsOpen(false);
    asked?.answer(isYes);
  }
  const isDangerous = asked?.question.isDangerous === true;
  return (
    <ConfirmContext value={ask}>
      {children}
      <Dialog
        title={asked?.question.title ?? ''}
        isOpen={isOpen}
        onClose={() => settle(false)}
        onConfirm={() => settle(true)}
        footer={
          <>
            {/* Whoever presses Enter out of habit keeps what would be gone; Ctrl Enter is the way to mean it. */}
            <Button variant="default" onClick={() => settle(false)} data-autofocus={isDangerous || undefined}>
              {asked?.question.keep}
            </Button>
            <Button
              color={isDangerous ? 'danger' : 'brand'}
              onClick={() => settle(true)}
              data-autofocus={!isDangerous || undefined}
            >
              {asked?.question.confirm}
            </Button>
          </>
        }
      >
        {asked?.question.text}
      </Dialog>
    </ConfirmContext>
  );
}

/** Asks, and says whether the answer was yes. */
export const useConfirm = (): Ask => use(ConfirmContext);
