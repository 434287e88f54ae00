/** Yields to the event loop: requests that have arrived meanwhile are answered first. */
export const othersTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Small enough that a slice of the most expensive entries stays far under 50 ms. */
const sliceLength = 20;

/** As `map`, but yields to the event loop after every few entries, so that a long list blocks nobody. */
export async function mapInSlices<T, R>(entries: readonly T[], change: (entry: T) => R): Promise<R[]> {
  const changed: R[] = [];
  for (const [index, entry] of entries.entries()) {
    if (index > 0 && index % sliceLength === 0) await othersTurn();
    changed.push(change(entry));
  }
  return changed;
}

/** As `runInSlices`, for steps that may take milliseconds each: yields to the event loop after every step. */
export async function runInTurns<R>(steps: Generator<void, R>): Promise<R> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await othersTurn();
  }
}

/** Runs a generator whose `yield` marks where the event loop may take over; resolves to its result. */
export async function runInSlices<R>(steps: Generator<void, R>): Promise<R> {
  for (let index = 1; ; index += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (index % sliceLength === 0) await othersTurn();
  }
}
