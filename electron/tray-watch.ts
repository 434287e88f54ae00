import type { After } from './server-face.ts';

const everyMs = 30_000;
const firstLooks = 5;
const firstLookEveryMs = 1000;

/**
 * Keeps checking whether a tray is visible: at sign-in the panel may start after the app, and a crashed panel comes back. On Windows and
 * macOS the answer never changes.
 */
export function watchTray(deps: { readonly ask: () => Promise<boolean>; readonly after: After; onAppear(): void }) {
  let isVisible = false;
  let hasLooked = false;
  let isStopped = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    const wasVisible = isVisible;
    isVisible = await deps.ask();
    if (hasLooked && isVisible && !wasVisible && !isStopped) deps.onAppear();
    hasLooked = true;
  }

  function lookLater(): void {
    cancel = deps.after(everyMs, () => void look().then(() => !isStopped && lookLater()));
  }

  return {
    isVisible: () => isVisible,
    /** Waits a few seconds for a panel that is just starting. */
    async begin(): Promise<boolean> {
      for (let looks = 1; !isVisible; looks += 1) {
        await look();
        if (isVisible || looks === firstLooks || isStopped) break;
        await new Promise<void>((resolve) => (cancel = deps.after(firstLookEveryMs, resolve)));
      }
      if (!isStopped) lookLater();
      return isVisible;
    },
    stop(): void {
      isStopped = true;
      cancel();
    },
  };
}
