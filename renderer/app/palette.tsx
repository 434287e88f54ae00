import { useMemo } from 'react';
import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { SessionAnswer } from '../../contract/console.ts';
import { Glyph } from '../ui/glyph.tsx';
import { useFocusReturn } from '../ui/use-focus-return.ts';
import { useOptionList } from '../ui/use-option-list.ts';
import { useWords } from '../words/words.tsx';
import { findCommands, runIdIn, type Command } from './commands.ts';
import type { Overlay } from './overlay.ts';
import { useCommands } from './use-commands.ts';
import classes from './palette.module.css';

export interface PaletteProps {
  readonly session: SessionAnswer;
  /** What is typed, also before this was there, and how it changes. */
  readonly search: readonly [string, (text: string) => void];
  readonly onClose: () => void;
  readonly onOpen: (overlay: Overlay) => void;
}

/** The command palette (Ctrl K): a search field with a list that the arrow keys move through. */
export function Palette({ session, search: [query, setQuery], onClose, onOpen }: PaletteProps) {
  const { w, say, count } = useWords();
  const words = w.app.palette;
  const { commands, families, openRun } = useCommands(session, onOpen);
  useFocusReturn(true);
  const found = useMemo(() => {
    const runId = runIdIn(query);
    const find = (text: string): readonly Command[] => findCommands(commands, families, text);
    return runId === null ? find(query) : [openRun(runId)];
  }, [commands, families, openRun, query]);

  function pick(command: Command | undefined): void {
    if (!command) return;
    onClose();
    command.run();
  }
  const options = useOptionList({ count: found.length, query, onPick: (index) => pick(found[index]) });
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={560}
      padding={0}
      attributes={{ content: { 'aria-label': words.title } }}
      transitionProps={{ duration: 60 }}
      classNames={{ content: classes.content ?? '', body: classes.body ?? '' }}
    >
      <TextInput
        data-autofocus
        aria-label={words.title}
        placeholder={words.placeholder}
        size="md"
        variant="unstyled"
        classNames={{ root: classes.search ?? '', input: classes.input ?? '' }}
        leftSection={<IconSearch size="1.0625rem" />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          options.markFirst();
        }}
        {...options.fieldProps}
      />
      <div {...options.listProps} aria-label={words.title} className={classes.list}>
        {found.map((command, index) => (
          <div key={command.id} {...options.optionProps(index)}>
            {command.text}
            {command.icon === undefined ? null : <Glyph name={command.icon} />}
          </div>
        ))}
      </div>
      <p role="status" className={found.length === 0 ? classes.none : classes.count}>
        {found.length === 0 ? say(words.none, { query }) : count(words.results, found.length)}
      </p>
    </Modal>
  );
}
