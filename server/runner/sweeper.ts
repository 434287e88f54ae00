import type { Kin } from './kin.ts';
import type { ChildIdentity } from './launcher.ts';
import { endTrees } from './trees.ts';

export interface Sweeper {
  /** Ends all that is left of an attempt; resolves when nothing is. What is asked for in one turn shares one look. */
  now(attempt: string, root: ChildIdentity | null, group: number | null): Promise<void>;
  /** The same within a second, for attempts that ended well and quickly: one look for all of them. */
  soon(attempt: string): void;
  /** Resolves when nothing is waiting. */
  idle(): Promise<void>;
}

/** Attempts that ended quickly wait this long for the look that all of them share. */
const soonMs = 1000;

/** `reaper` is the process to which those come who have lost their parents (reaper.ts); null where there is none. */
export function createSweeper(owner: string, kin: Kin | null = null, reaper: number | null = null): Sweeper {
  let attempts = new Set<string>();
  let roots: ChildIdentity[] = [];
  let groups = new Set<number>();
  let later: ReturnType<typeof setTimeout> | null = null;
  let working: Promise<void> | null = null;

  const sweeper: Sweeper = {
    async now(attempt, root, group) {
      attempts.add(attempt);
      if (root !== null) roots.push(root);
      if (group !== null) groups.add(group);
      // What is under way took its list before this was asked: wait for the look after it.
      await working;
      await (working ??= sweep());
    },
    soon(attempt) {
      // Without the marks in the environment (Windows) there is nothing to find an escaped process by.
      if (process.platform === 'win32') return;
      attempts.add(attempt);
      if (kin !== null) roots.push(...kin.of(attempt));
      later ??= setTimeout(() => {
        later = null;
        working ??= sweep();
      }, soonMs);
    },
    async idle() {
      if (later !== null) clearTimeout(later);
      later = null;
      while (working !== null || attempts.size > 0) await (working ??= sweep());
    },
  };
  return sweeper;

  async function sweep(): Promise<void> {
    await Promise.resolve();
    const swept = attempts;
    kin?.look();
    const known = kin === null ? [] : [...swept].flatMap((attempt) => kin.of(attempt));
    const isSpared: NonNullable<Parameters<typeof endTrees>[0]['isSpared']> = (row) =>
      row.pid === process.pid || kin?.mayBelong(row, swept) !== false;
    const query = { owner, attempts, roots: [...roots, ...known], groups, reaper, isSpared };
    const isEmpty = attempts.size === 0 && roots.length === 0 && groups.size === 0;
    attempts = new Set();
    roots = [];
    groups = new Set();
    try {
      if (!isEmpty) await endTrees(query);
    } finally {
      working = null;
    }
  }
}
