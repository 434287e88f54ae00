import type { KeyboardEvent, ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { useLabels } from './labels.tsx';
import { useFocusReturn } from './use-focus-return.ts';
import classes from './dialog.module.css';

export interface DialogProps {
  readonly title: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What Ctrl Enter does. */
  readonly onConfirm?: (() => void) | undefined;
  /** In px. */
  readonly width?: number;
  /** Closes only by its buttons, for content that is shown once. */
  readonly isHeld?: boolean;
  /** At the lower end, right-aligned: the buttons. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** A dialog: Esc closes, Ctrl Enter confirms, the focus returns to what opened it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  onConfirm,
  width = 480,
  isHeld = false,
  footer,
  children,
}: DialogProps) {
  const labels = useLabels();
  useFocusReturn(isOpen);
  function confirmByKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !onConfirm) return;
    event.preventDefault();
    if (!event.repeat) onConfirm();
  }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={width}
      closeOnClickOutside={!isHeld}
      closeOnEscape={!isHeld}
      withCloseButton={!isHeld}
      closeButtonProps={{ 'aria-label': labels.close }}
      transitionProps={{ duration: 80 }}
      classNames={{
        title: classes.title ?? '',
        header: classes.header ?? '',
        body: classes.body ?? '',
        content: classes.content ?? '',
      }}
      onKeyDown={confirmByKey}
    >
      {children}
      {footer === undefined ? null : <div className={classes.footer}>{footer}</div>}
    </Modal>
  );
}
