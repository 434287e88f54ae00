import type { ChainAnswer, ChainNext, ChainRun } from '../../../contract/chain.ts';

/** A run of a chain, or what may still follow one, with what follows it. */
export type ChainNode = { readonly followers: readonly ChainNode[] } & (
  | { readonly kind: 'run'; readonly id: string; readonly run: ChainRun }
  | { readonly kind: 'next'; readonly id: string; readonly next: ChainNext }
);

/** The chain as a tree. A run whose predecessor is gone, or was cut off, begins a tree of its own. */
export function chainTree({ runs, next }: Pick<ChainAnswer, 'runs' | 'next'>): readonly ChainNode[] {
  const known = new Set(runs.map(({ id }) => id));
  const before = ({ follows }: ChainRun) => (follows !== undefined && known.has(follows.run) ? follows.run : '');
  const runsAfter = Map.groupBy(runs, before);
  const nextAfter = Map.groupBy(next, ({ run }) => run);
  const after = (id: string): ChainNode[] => [
    ...(runsAfter.get(id) ?? []).map((run) => nodeOf(run)),
    ...(nextAfter.get(id) ?? []).map((one, index): ChainNode => ({
      kind: 'next',
      id: `${id} ${index}`,
      next: one,
      followers: [],
    })),
  ];
  const nodeOf = (run: ChainRun): ChainNode => ({ kind: 'run', id: run.id, run, followers: after(run.id) });
  return after('');
}

/** The nodes of a tree, each before those that follow it. */
export const inOrder = (tree: readonly ChainNode[]): readonly ChainNode[] =>
  tree.flatMap((node) => [node, ...inOrder(node.followers)]);

/** Whether there is more to show than the run alone. */
export const isChain = (chain: ChainAnswer | undefined): boolean =>
  chain !== undefined && chain.runs.length + chain.next.length > 1;
