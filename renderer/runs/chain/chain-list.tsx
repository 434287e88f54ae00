import { Link } from 'wouter';
import { useShownName } from '../../api/names.ts';
import { useNow } from '../../ui/now.ts';
import { StatusWord } from '../../ui/status-word.tsx';
import { followUpWords } from '../../words/follow-up-words.ts';
import { useWords } from '../../words/words.tsx';
import page from '../run-page.module.css';
import { inOrder, type ChainNode } from './chain-tree.ts';
import { textsOf } from './chain-words.ts';

interface ChainListProps {
  readonly tree: readonly ChainNode[];
  readonly here: string;
}

/** A chain as a table, each run after the one that it follows. */
export function ChainList({ tree, here }: ChainListProps) {
  const speech = useWords();
  const nameOf = useShownName();
  const words = followUpWords[speech.language].chain;
  const now = useNow(1000);
  const { columns } = words;
  return (
    <div className={page.tableBox} tabIndex={0} role="region" aria-label={words.label}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{columns.run}</th>
            <th scope="col">{columns.why}</th>
            <th scope="col">{columns.result}</th>
            <th scope="col">{columns.started}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(tree).map((node) => {
            const { name, why, state, when } = textsOf(node, now, speech, nameOf);
            const isHere = node.id === here;
            return (
              <tr key={node.id}>
                <th scope="row">
                  {node.kind === 'run' ? (
                    <Link
                      href={`/runs/${node.id}?tab=chain&view=list`}
                      {...(isHere ? { 'aria-current': 'page' as const } : {})}
                    >
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                  {isHere ? ` (${words.here})` : ''}
                </th>
                <td>{why ?? words.first}</td>
                <td>
                  <StatusWord {...state} />
                </td>
                <td className={page.figures}>{when === '' ? '—' : when}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
