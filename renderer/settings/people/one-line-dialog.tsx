import { useState, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Dialog } from '../../ui/dialog.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useWords } from '../../words/words.tsx';

export interface OneLineDialogProps {
  readonly heading: string;
  readonly label: string;
  readonly hint?: string;
  readonly given?: string;
  /** For a code that an app shows, not a name. */
  readonly isCode?: boolean;
  /** The words of the button that does it. */
  readonly act: string;
  /** Resolves with the sentence to show at the field, or null once it is done. */
  readonly onDo: (title: string) => Promise<string | null>;
  readonly onClose: () => void;
  /** After it was done; else it closes. */
  readonly onDone?: () => void;
  /** Above the field. */
  readonly children?: ReactNode;
}

/** Asks for one line of text and does something with it. */
export function OneLineDialog({
  heading,
  label,
  hint,
  given = '',
  isCode = false,
  act,
  onDo,
  onClose,
  onDone = onClose,
  children,
}: OneLineDialogProps) {
  const { w, sayProblem } = useWords();
  const [text, setText] = useState(given);
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  async function work(): Promise<void> {
    try {
      const found = await onDo(text.trim());
      if (found === null) onDone();
      else setProblem(found);
    } catch (error) {
      setProblem(sayProblem(error));
    }
  }
  const confirm = (): void => {
    if (text.trim() !== '') void whenIdle(work);
  };
  return (
    <Dialog
      title={heading}
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} disabled={text.trim() === ''} onClick={confirm}>
            {act}
          </Button>
        </>
      }
    >
      {children}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <TextInput
          mt={children === undefined ? 0 : 'sm'}
          label={label}
          description={hint}
          data-autofocus
          autoComplete={isCode ? 'one-time-code' : 'off'}
          maxLength={60}
          value={text}
          error={problem}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
      </form>
    </Dialog>
  );
}
