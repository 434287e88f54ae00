import { Suspense, useCallback, useSyncExternalStore } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { useLabels } from './labels.tsx';
import { fetchedAhead, lazyPart } from './lazy-part.ts';
import { createToastQueue, type ShownToast, type Toast } from './toast-queue.ts';

export type { Toast } from './toast-queue.ts';

const face = fetchedAhead(() => import('./toast-face.tsx'));
const Toasts = lazyPart(() => face.asked().then((module) => module.Toasts));

const queue = createToastQueue<ShownToast>({
  // What cannot be drawn, because the server is gone before the page was idle, makes room for the next one.
  show: (toast) =>
    void face.asked().then(
      // Until it is loaded another one may have taken its place.
      ({ showToast }) => (queue.isCurrent(toast) ? showToast(toast, queue) : undefined),
      () => queue.over(toast.id),
    ),
  hide: (id) => (face.here() === null ? queue.over(id) : face.here()?.hideToast(id)),
});

/**
 * Shows a toast, one at a time. It closes after 5 s, with an action after 10 s, counted anew after hover or focus; errors stay until
 * another one waits for its turn.
 */
export function useToast(): (toast: Toast) => void {
  const { dismiss } = useLabels();
  return useCallback(
    (toast) =>
      queue.add({
        ...toast,
        // The same error replaces the earlier one.
        id: toast.id ?? (toast.tone === 'bad' ? toast.text : crypto.randomUUID()),
        isPlain: toast.tone !== 'bad' && toast.action === undefined,
        dismiss,
      }),
    [dismiss],
  );
}

/** Whether a toast with this id is shown now. */
export const isToastOpen = (id: string): boolean => queue.isShown(id);

/** Where toasts stand, from the first one on. */
export function ToastArea() {
  const isUsed = useSyncExternalStore(queue.subscribe, queue.isUsed);
  if (!isUsed) return null;
  return (
    <ErrorBoundary resetKey="toasts" fallback={null}>
      <Suspense fallback={null}>
        <Toasts />
      </Suspense>
    </ErrorBoundary>
  );
}
