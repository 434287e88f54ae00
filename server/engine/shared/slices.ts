/** Lets everybody else have a turn: what has arrived meanwhile is answered first. */
export const othersTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** So few that one slice of the dearest of them stays far under 50 ms. */
const sliceLength = 20;

/** As `map`, but others have their turn after every few entries: a long list keeps nobody waiting. */
export async function mapInSlices<T, R>(entries: readonly T[], change: (entry: T) => R): Promise<R[]> {
  const changed: R[] = [];
  for (const [index, entry] of entries.entries()) {
    if (index > 0 && index % sliceLength === 0) await othersTurn();
    changed.push(change(entry));
  }
  return changed;
}

/** As `runInSlices`, where one step alone may take milliseconds: others have their turn after each. */
export async function runInTurns<R>(steps: Generator<void, R>): Promise<R> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await othersTurn();
  }
}

/** Goes through work that says by `yield` where it could be left; answers what it returns. */
export async function runInSlices<R>(steps: Generator<void, R>): Promise<R> {
  for (let index = 1; ; index += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (index % sliceLength === 0) await othersTurn();
  }
}
