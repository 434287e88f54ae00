import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type Load = () => Promise<unknown>;
const waiting = new Set<Load>();

/** A part of the page that is fetched when it is first shown, or when the page is idle: see `fetchAllParts`. */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  let loading: Promise<{ default: ComponentType<Props> }> | null = null;
  const loadOnce = () =>
    (loading ??= load().then(
      (component) => ({ default: component }),
      (error: unknown) => {
        // What could not be had while the server was away is fetched anew when it is back.
        loading = null;
        throw error;
      },
    ));
  waiting.add(loadOnce);
  return lazy(loadOnce);
}

/** Fetches every part, also those that other parts name, so that all screens can be read while the server is gone; may be called again. */
export async function fetchAllParts(): Promise<void> {
  for (const load of waiting) {
    try {
      await load();
    } catch {
      return;
    }
    waiting.delete(load);
  }
}
