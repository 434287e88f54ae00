import { useState } from 'react';
import { Button, Checkbox, Stack } from '@mantine/core';
import { folderPath, isFolder, withoutDoubles } from '../../contract/tags.ts';
import { Dialog } from '../ui/dialog.tsx';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';
import { FolderField } from './folder-field.tsx';
import { useKnownMarks } from './known-marks.ts';
import { TagsField } from './tags-field.tsx';
import { useMark, type Marked } from './use-mark.ts';

interface MarksDialogProps {
  readonly all: readonly Marked[];
  readonly onClose: () => void;
}

/** Tags that come, tags that go, and another folder, for all selected. */
export function MarksDialog({ all, onClose }: MarksDialogProps) {
  const { w, language, count } = useWords();
  const words = orderWords[language].bulk;
  const known = useKnownMarks();
  const mark = useMark();
  const [add, setAdd] = useState<readonly string[]>([]);
  const [remove, setRemove] = useState<readonly string[]>([]);
  const [isMoved, setIsMoved] = useState(false);
  const [folder, setFolder] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const present = withoutDoubles(all.flatMap(({ marks }) => marks.tags ?? []));
  const isReady = !isBusy && (add.length > 0 || remove.length > 0 || (isMoved && isFolder(folder)));

  async function confirm(): Promise<void> {
    if (!isReady) return;
    setIsBusy(true);
    const isDone = await mark(all, {
      add: [...add],
      remove: [...remove],
      ...(isMoved ? { folder: folderPath(folder) } : {}),
    });
    setIsBusy(false);
    if (isDone) onClose();
  }
  return (
    <Dialog
      title={count(words.title, all.length)}
      isOpen
      onClose={onClose}
      onConfirm={() => void confirm()}
      footer={
        <>
          <Button variant="default" size="xs" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button size="xs" disabled={!isReady} onClick={() => void confirm()}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <Stack gap="sm">
        <TagsField label={words.add} value={add} known={known.tags} onChange={setAdd} />
        {present.length === 0 ? null : (
          <TagsField label={words.remove} value={remove} known={present} onChange={setRemove} />
        )}
        <Checkbox label={words.move} checked={isMoved} onChange={(event) => setIsMoved(event.currentTarget.checked)} />
        {isMoved ? (
          <FolderField
            label={words.moveTo}
            description={words.moveHint}
            value={folder}
            known={known.folders}
            onChange={setFolder}
          />
        ) : null}
      </Stack>
    </Dialog>
  );
}
