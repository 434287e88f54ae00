import type { Progress, RunStatus } from '../../contract/run.ts';

/** What another computer of the fleet has changed. It says which one, not what it is now: that is asked for. */
export type News =
  | { readonly kind: 'run'; readonly id: string; readonly status: RunStatus }
  | { readonly kind: 'schedule' | 'notice' | 'fact' | 'worker'; readonly id: string }
  | { readonly kind: 'progress'; readonly id: string; readonly progress: Progress | null }
  /** This computer was not listening for a while, and may have missed anything: it looks at everything. */
  | { readonly kind: 'everything' };

/** Hears what other computers change, at once where the network passes it on, and never what this process has changed itself. */
export interface NewsStore {
  /** Calls `listener` from now on, first with `everything`; returns the function that ends it. */
  hear(listener: (news: News) => void): () => void;
}
