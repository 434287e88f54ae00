/** A watch expires on the server after a minute. */
const watchEveryMs = 30_000;

/** Renews a watch until stopped, and catches up when the page becomes visible again; returns its stopper. */
export function renewWatch(ask: () => Promise<void>, catchUp: () => Promise<void>): () => void {
  const again = () => void ask().catch(() => undefined);
  const onShown = () => void (document.hidden ? undefined : catchUp());
  again();
  const timer = setInterval(again, watchEveryMs);
  document.addEventListener('visibilitychange', onShown);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onShown);
  };
}
