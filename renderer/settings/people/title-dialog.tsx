import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Dialog } from '../../ui/dialog.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useWords } from '../../words/words.tsx';

export interface TitleDialogProps {
  readonly heading: string;
  readonly label: string;
  readonly hint: string | null;
  readonly given: string;
  /** The words of the button that does it. */
  readonly act: string;
  /** Resolves with the sentence to show at the field, or null once it is done. */
  readonly onDo: (title: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks for one line of text and does something with it. */
export function TitleDialog({ heading, label, hint, given, act, onDo, onClose }: TitleDialogProps) {
  const { w, sayProblem } = useWords();
  const [text, setText] = useState(given);
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  async function work(): Promise<void> {
    try {
      const found = await onDo(text.trim());
      if (found === null) onClose();
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
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <TextInput
          label={label}
          description={hint}
          data-autofocus
          autoComplete="off"
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
