import { useCallback } from 'react';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useLabels } from './labels.tsx';
import classes from './toast.module.css';

export interface Toast {
  readonly text: string;
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** A later toast of the same id replaces this one. */
  readonly id?: string;
}

/** Shows a toast. A plain one goes after 5 s, one with an action after 10 s, counted anew after hover or focus; errors stay. */
export function useToast(): (toast: Toast) => void {
  const { dismiss } = useLabels();
  return useCallback((toast) => showToast(toast, dismiss), [dismiss]);
}

function showToast({ text, tone = 'plain', action, id }: Toast, dismiss: string): void {
  // The same error again takes the place of the one before: errors stay, and three are all that is shown.
  const shownAs = id ?? (tone === 'bad' ? text : crypto.randomUUID());
  notifications.hide(shownAs);
  notifications.show({
    id: shownAs,
    role: tone === 'bad' ? 'alert' : 'status',
    autoClose: tone === 'bad' ? false : action ? 10_000 : 5000,
    withBorder: true,
    closeButtonProps: { 'aria-label': dismiss },
    ...(tone === 'bad' ? { color: 'red' } : {}),
    classNames: { root: classes.toast ?? '' },
    message: (
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <span>{text}</span>
        {action === undefined ? null : (
          <Button
            flex="none"
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(shownAs);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </Group>
    ),
  });
}
