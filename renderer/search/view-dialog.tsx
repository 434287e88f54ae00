import { useState } from 'react';
import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import type { SavedView } from '../../contract/order.ts';
import { Dialog } from '../ui/dialog.tsx';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';
import type { ViewDraft } from './use-view-acts.ts';

interface ViewDialogProps {
  /** null: a new one, of what is shown now. */
  readonly view: SavedView | null;
  /** Resolves to whether it was saved. */
  readonly onSave: (draft: ViewDraft) => Promise<boolean>;
  readonly onClose: () => void;
}

/** The name of a view, for whom it is, and whether its screen opens with it. */
export function ViewDialog({ view, onSave, onClose }: ViewDialogProps) {
  const { w, language, say } = useWords();
  const words = orderWords[language].views;
  const [name, setName] = useState(view?.name ?? '');
  const [onlyMine, setOnlyMine] = useState(view?.isMine ?? false);
  const [isDefault, setIsDefault] = useState(view?.isDefault ?? false);
  const [isBusy, setIsBusy] = useState(false);
  const isReady = name.trim() !== '' && !isBusy;

  async function save(): Promise<void> {
    if (!isReady) return;
    setIsBusy(true);
    await onSave({ name: name.trim(), onlyMine, isDefault });
    setIsBusy(false);
  }
  return (
    <Dialog
      title={view === null ? words.saveTitle : say(words.editTitle, { name: view.name })}
      isOpen
      onClose={onClose}
      onConfirm={() => void save()}
      footer={
        <>
          <Button variant="default" size="xs" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button size="xs" disabled={!isReady} onClick={() => void save()}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <Stack gap="sm">
        <TextInput
          label={words.name}
          value={name}
          maxLength={60}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void save();
          }}
        />
        <Checkbox
          label={words.onlyMine}
          checked={onlyMine}
          onChange={(event) => setOnlyMine(event.currentTarget.checked)}
        />
        <Checkbox
          label={words.isDefault}
          checked={isDefault}
          onChange={(event) => setIsDefault(event.currentTarget.checked)}
        />
      </Stack>
    </Dialog>
  );
}
