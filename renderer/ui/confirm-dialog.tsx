import type { ReactNode } from 'react';
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

export interface ConfirmDialogProps {
  readonly question: Question;
  readonly isOpen: boolean;
  readonly onAnswer: (isYes: boolean) => void;
}

/** A question with its two answers; closed it is the one that keeps. */
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
          {/* Whoever presses Enter out of habit keeps what would be gone; Ctrl Enter is the way to mean it. */}
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
