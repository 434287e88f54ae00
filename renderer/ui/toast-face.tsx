import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button, Group } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import type { ShownToast, ToastQueue } from './toast-queue.ts';
import classes from './toast.module.css';

// What draws toasts: loaded when the first one is shown, or when the page is idle.

export const hideToast = (id: string): void => void notifications.hide(id);

/** Where toasts stand. */
export const Toasts = () => <Notifications position="bottom-right" limit={1} containerWidth={380} />;

/** Shows it; the queue hears when it is over. */
export function showToast({ text, tone = 'plain', action, id, dismiss }: ShownToast, queue: ToastQueue): void {
  notifications.show({
    id,
    role: tone === 'bad' ? 'alert' : 'status',
    // Replaces Mantine's timer, which keeps running while a button of the toast has the focus.
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': dismiss },
    // Not at once: what is shown while another one is being hidden would be lost.
    onClose: () => queueMicrotask(() => queue.over(id)),
    ...(tone === 'bad' ? { color: 'red' } : {}),
    classNames: { root: classes.toast ?? '' },
    message: (
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <span>{text}</span>
        <Lasting
          ms={action || tone === 'bad' ? 10_000 : 5000}
          isKept={tone === 'bad'}
          queue={queue}
          onEnd={() => notifications.hide(id)}
        />
        {action === undefined ? null : (
          <Button
            flex="none"
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(id);
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

interface LastingProps {
  readonly ms: number;
  /** It stays as long as no other waits. */
  readonly isKept: boolean;
  readonly queue: ToastQueue;
  readonly onEnd: () => void;
}

/** Closes the surrounding toast some time after it was last hovered or focused. */
function Lasting({ ms, isKept, queue, onEnd }: LastingProps) {
  const mark = useRef<HTMLSpanElement>(null);
  const end = useRef(onEnd);
  const isAnyWaiting = useSyncExternalStore(queue.subscribe, queue.isAnyWaiting);
  const stays = isKept && !isAnyWaiting;
  useEffect(() => {
    const toast = mark.current?.closest('[role=status], [role=alert]');
    if (!toast) return undefined;
    return keepRoom(toast);
  }, []);
  useEffect(() => {
    const toast = mark.current?.closest('[role=status], [role=alert]');
    if (!toast || stays) return undefined;
    const left = new AbortController();
    const isHeld = () => toast.matches(':hover, :focus-within');
    let timer = isHeld() ? undefined : setTimeout(() => end.current(), ms);
    const hold = () => clearTimeout(timer);
    const count = () => {
      clearTimeout(timer);
      if (!isHeld()) timer = setTimeout(() => end.current(), ms);
    };
    for (const event of begins) toast.addEventListener(event, hold, { signal: left.signal });
    // Checks the state after the event.
    for (const event of ends) toast.addEventListener(event, () => queueMicrotask(count), { signal: left.signal });
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [ms, stays]);
  return <span ref={mark} hidden />;
}

/** The toast that has room: the one before leaves a little later. */
let withRoom: Element | null = null;

/** Dialogs, and on a phone the screen, end above the toast: it covers nothing that somebody is about to press. */
function keepRoom(toast: Element): () => void {
  const { style } = document.documentElement;
  function measure(): void {
    const high = `${Math.ceil(toast.getBoundingClientRect().height) + 16}px`;
    style.setProperty('--rota-toast', high);
    style.setProperty('--rota-toast-reach', `calc(${high} + var(--rota-under-toast))`);
  }
  withRoom = toast;
  const watch = new ResizeObserver(measure);
  watch.observe(toast);
  measure();
  return () => {
    watch.disconnect();
    if (withRoom !== toast) return;
    withRoom = null;
    style.removeProperty('--rota-toast');
    style.removeProperty('--rota-toast-reach');
  };
}
