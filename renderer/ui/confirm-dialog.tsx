import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Dialog } from './dialog.tsx';

export interface Question {
  readonly title: string;
  readonly text: ReactNode;
  /** The action's verb: "Delete schedule". */
  readonly confirm: string;
  /** The label that declines: "Keep it". */
  readonly keep: string;
  readonly isDangerous?: boolean;
}

export interface ConfirmDialogProps {
  readonly question: Question;
  readonly isOpen: boolean;
  readonly onAnswer: (isYes: boolean) => void;
}

/** A question with two answers; closing it declines. */
export function ConfirmDialog({ question, isOpen, onAnswer }: ConfirmDialogProps) {
  const { title, text, confirm, keep, isDangerous = false } = question;
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={() => onAnswer(false)}
      onConfirm={() => onAnswer(true)}
      footer={
        <>
          {/* Enter by habit must not delete anything; Ctrl Enter confirms on purpose. */}
          <Button variant="default" onClick={() => onAnswer(false)} data-autofocus={isDangerous || undefined}>
            {keep}
          </Button>
          <Button
            color={isDangerous ? 'danger' : 'brand'}
            onClick={() => onAnswer(true)}
            data-autofocus={!isDangerous || undefined}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {text}
    </Dialog>
  );
}
