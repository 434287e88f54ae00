import { useCallback, useEffect, useRef } from 'react';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useLabels } from './labels.tsx';
import classes from './toast.module.css';

export interface Toast {
  readonly text: string;
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** A later toast with the same id replaces this one. */
  readonly id?: string;
}

/** Shows a toast. It closes after 5 s, with an action after 10 s, counted anew after hover or focus; errors stay. */
export function useToast(): (toast: Toast) => void {
  const { dismiss } = useLabels();
  return useCallback((toast) => showToast(toast, dismiss), [dismiss]);
}

function showToast({ text, tone = 'plain', action, id }: Toast, dismiss: string): void {
  // The same error replaces the earlier one: errors stay, and at most three toasts are shown.
  const shownAs = id ?? (tone === 'bad' ? text : crypto.randomUUID());
  notifications.hide(shownAs);
  notifications.show({
    id: shownAs,
    role: tone === 'bad' ? 'alert' : 'status',
    // Replaces Mantine's timer, which keeps running while a button of the toast has the focus.
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': dismiss },
    ...(tone === 'bad' ? { color: 'red' } : {}),
    classNames: { root: classes.toast ?? '' },
    message: (
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <span>{text}</span>
        {tone === 'bad' ? null : <Lasting ms={action ? 10_000 : 5000} onEnd={() => notifications.hide(shownAs)} />}
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

const begins = ['pointerenter', 'focusin'] as const;
const ends = ['pointerleave', 'focusout'] as const;

/** Closes the surrounding toast some time after it was last hovered or focused. */
function Lasting({ ms, onEnd }: { readonly ms: number; readonly onEnd: () => void }) {
  const mark = useRef<HTMLSpanElement>(null);
  const end = useRef(onEnd);
  useEffect(() => {
    const toast = mark.current?.closest('[role=status]');
    if (!toast) return undefined;
    const left = new AbortController();
    let timer = setTimeout(() => end.current(), ms);
    const hold = () => clearTimeout(timer);
    const count = () => {
      clearTimeout(timer);
      if (!toast.matches(':hover, :focus-within')) timer = setTimeout(() => end.current(), ms);
    };
    for (const event of begins) toast.addEventListener(event, hold, { signal: left.signal });
    // Checks the state after the event.
    for (const event of ends) toast.addEventListener(event, () => queueMicrotask(count), { signal: left.signal });
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [ms]);
  return <span ref={mark} hidden />;
}
