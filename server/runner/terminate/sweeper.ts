import type { Descendants } from './descendants.ts';
import type { ChildIdentity } from '../launcher.ts';
import { endTrees } from './kill-process-trees.ts';

export interface Sweeper {
  /**
   * Kills everything left of an attempt; resolves when nothing is, to false if there was no process list. Calls in one turn share one
   * check.
   */
  now(attempt: string, root: ChildIdentity | null, group: number | null): Promise<boolean>;
  /** The same within a second, for attempts that ended well and quickly: one check for all of them. */
  soon(attempt: string, root: ChildIdentity | null): void;
  /** Resolves when no check is pending. */
  idle(): Promise<void>;
}

/** How long attempts that ended quickly wait for their shared check. */
const soonMs = 1000;

/** `reaper` is the process that adopts orphans (reaper.ts); null if there is none. */
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
      // The check in progress made its list before this call: wait for the next one.
      await working;
      return await (working ??= sweep());
    },
    soon(attempt, root) {
      attempts.add(attempt);
      // Windows shows no marks in environments, so only its pid identifies it.
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
