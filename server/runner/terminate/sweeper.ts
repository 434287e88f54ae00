import type { Descendants } from './descendants.ts';
import type { ChildIdentity } from '../launcher.ts';
import { endTrees } from './process-trees.ts';

export interface Sweeper {
  /**
   * Ends all that is left of an attempt; resolves when nothing is, with false where nobody could look. What is asked for in one turn shares
   * one look.
   */
  now(attempt: string, root: ChildIdentity | null, group: number | null): Promise<boolean>;
  /** The same within a second, for attempts that ended well and quickly: one look for all of them. */
  soon(attempt: string, root: ChildIdentity | null): void;
  /** Resolves when nothing is waiting. */
  idle(): Promise<void>;
}

/** Attempts that ended quickly wait this long for the look that all of them share. */
const soonMs = 1000;

/** `reaper` is the process to which those come who have lost their parents (reaper.ts); null where there is none. */
export function createSweeper(
  owner: string,
  kin: Descendants | null = null,
  reaper: number | null = null,
  unseen: () => void = () => {},
): Sweeper {
  let attempts = new Set<string>();
  let roots: ChildIdentity[] = [];
  let groups = new Set<number>();
  let later: ReturnType<typeof setTimeout> | null = null;
  let working: Promise<boolean> | null = null;

  const sweeper: Sweeper = {
    async now(attempt, root, group) {
      attempts.add(attempt);
      if (root !== null) roots.push(root);
      if (group !== null) groups.add(group);
      // What is under way took its list before this was asked: wait for the look after it.
      await working;
      return await (working ??= sweep());
    },
    soon(attempt, root) {
      attempts.add(attempt);
      // Without the marks in the environment (Windows) there is only its number to go by.
      if (root !== null && process.platform === 'win32') roots.push(root);
      if (kin !== null) roots.push(...kin.of(attempt));
      later ??= setTimeout(() => {
        later = null;
        working ??= sweep();
        void working.then((isKnown) => isKnown || unseen());
      }, soonMs);
    },
    async idle() {
      if (later !== null) clearTimeout(later);
      later = null;
      while (working !== null || attempts.size > 0) await (working ??= sweep());
    },
  };
  return sweeper;

  async function sweep(): Promise<boolean> {
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
      return isEmpty || (await endTrees(query)).isKnown;
    } finally {
      working = null;
    }
  }
}
