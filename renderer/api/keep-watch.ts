/** A watch lasts a minute on the server. */
const watchEveryMs = 30_000;

/** Asks for a watch again and again, and catches up when the page is seen again; returns what ends it. */
export function keepWatch(ask: () => Promise<void>, catchUp: () => Promise<void>): () => void {
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
