import type { TestContext } from 'node:test';

const stacks = new WeakMap<TestContext, (() => unknown)[]>();

/** As `t.after`, but in reverse order: Windows removes no folder in which a file is open. */
export function cleanUpLater(t: TestContext, clear: () => unknown): void {
  const stack = stacks.get(t);
  if (stack !== undefined) {
    stack.push(clear);
    return;
  }
  const fresh = [clear];
  stacks.set(t, fresh);
  t.after(async () => {
    for (let each = fresh.pop(); each !== undefined; each = fresh.pop()) await each();
  });
}
