import { createElement, use, type ComponentType, type FunctionComponent } from 'react';
import { fetchMissingStyles } from './missing-styles.ts';

interface Part {
  /** Fetches it; again, where that went wrong. */
  readonly fetch: () => Promise<unknown>;
  /** What went wrong is forgotten: whoever shows the part next fetches it again. */
  readonly forgetFailure: () => void;
}
const parts = new Set<Part>();
const waiting = new Set<Part>();

/**
 * A part of the page that is fetched when it is first shown, or when the page is idle: see `fetchAllParts`. Once it is here it
 * is drawn at once. Until then it suspends; where it cannot be fetched it throws, and so again until `tryPartsAgain`.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  const module = fetchedAhead(load);
  return function LazyPart(props: Props) {
    return createElement(module.here() ?? use(module.asked()), props);
  };
}

export interface FetchedAhead<Value> {
  readonly here: () => Value | null;
  /** The same promise for all who ask, also where it failed. */
  readonly asked: () => Promise<Value>;
}

/** Code that is fetched when it is first asked for, or when the page is idle. */
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

/** Fetches every part, also those that other parts name, so that all screens can be read while the server is gone; may be called again. */
export async function fetchAllParts(): Promise<void> {
  for (const part of waiting) {
    try {
      await part.fetch();
    } catch {
      // Nobody saw it: who presses next does not hear of it.
      part.forgetFailure();
      return;
    }
    waiting.delete(part);
  }
}

/** Parts that could not be fetched are fetched again by whoever shows them next. */
export function tryPartsAgain(): void {
  for (const part of parts) part.forgetFailure();
}
