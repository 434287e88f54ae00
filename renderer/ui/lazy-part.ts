import { createElement, use, type ComponentType, type FunctionComponent } from 'react';
import { fetchMissingStyles } from './missing-styles.ts';

interface Part {
  /** Loads the part; retries after a failure. */
  readonly fetch: () => Promise<unknown>;
  /** Forgets a failure: the next render loads the part again. */
  readonly forgetFailure: () => void;
}
const parts = new Set<Part>();
const waiting = new Set<Part>();

/**
 * A lazy component, loaded when first shown or when the page is idle: see `fetchAllParts`. Once loaded it renders at once. Until then it
 * suspends; if loading fails it throws, until `tryPartsAgain`.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  const module = fetchedAhead(load);
  return function LazyPart(props: Props) {
    return createElement(module.here() ?? use(module.asked()), props);
  };
}

export interface FetchedAhead<Value> {
  readonly here: () => Value | null;
  /** All callers share one promise, also if it failed. */
  readonly asked: () => Promise<Value>;
}

/** Code loaded at first use, or when the page is idle. */
export function fetchedAhead<Value>(load: () => Promise<Value>): FetchedAhead<Value> {
  let value: Value | null = null;
  let loading: Promise<Value> | null = null;
  let hasFailed = false;
  async function loadOnce(isAgain: boolean): Promise<Value> {
    try {
      if (isAgain) await fetchMissingStyles();
      value = await load();
      return value;
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  }
  let isAgain = false;
  const asked = (): Promise<Value> => (loading ??= loadOnce(isAgain));
  const forgetFailure = (): void => {
    if (!hasFailed) return;
    [hasFailed, isAgain, loading] = [false, true, null];
  };
  const part: Part = {
    fetch: () => {
      forgetFailure();
      return asked();
    },
    forgetFailure,
  };
  parts.add(part);
  waiting.add(part);
  return { here: () => value, asked };
}

/** Loads every part, nested ones too, so that all screens can be read while the server is down; may be called again. */
export async function fetchAllParts(): Promise<void> {
  for (const part of waiting) {
    try {
      await part.fetch();
    } catch {
      // A background failure: the next user action does not see it.
      part.forgetFailure();
      return;
    }
    waiting.delete(part);
  }
}

/** Makes parts that failed to load load again when next shown. */
export function tryPartsAgain(): void {
  for (const part of parts) part.forgetFailure();
}
