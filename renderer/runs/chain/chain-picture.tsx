import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useShownName } from '../../api/names.ts';
import { useNow } from '../../ui/now.ts';
import { StatusWord } from '../../ui/status-word.tsx';
import { followUpWords } from '../../words/follow-up-words.ts';
import { useWords } from '../../words/words.tsx';
import type { ChainNode } from './chain-tree.ts';
import { textsOf } from './chain-words.ts';
import classes from './chain.module.css';

interface ChainPictureProps {
  readonly tree: readonly ChainNode[];
  /** The run whose page this is. */
  readonly here: string;
}

/** A chain from left to right, in a narrow window from top to bottom: nested lists with lines between them. */
export function ChainPicture({ tree, here }: ChainPictureProps) {
  const words = followUpWords[useWords().language].chain;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [here]);
  return (
    <div ref={box} className={classes.picture} role="region" aria-label={words.label} tabIndex={0}>
      <Followers nodes={tree} here={here} />
    </div>
  );
}

function Followers({ nodes, here }: { readonly nodes: readonly ChainNode[]; readonly here: string }) {
  if (nodes.length === 0) return null;
  return (
    <ul className={classes.followers}>
      {nodes.map((node) => (
        <li key={node.id} className={classes.step}>
          <Node node={node} here={here} />
          <Followers nodes={node.followers} here={here} />
        </li>
      ))}
    </ul>
  );
}

function Node({ node, here }: { readonly node: ChainNode; readonly here: string }) {
  const speech = useWords();
  const nameOf = useShownName();
  const words = followUpWords[speech.language].chain;
  const isActive = node.kind === 'run' && node.run.status !== 'ended';
  const now = useNow(isActive ? 1000 : 60_000);
  const { name, why, state, when } = textsOf(node, now, speech, nameOf);
  const isHere = node.id === here;
  return (
    <div className={classes.node} data-kind={node.kind} data-tone={state.tone} data-here={isHere}>
      <span className={classes.why}>{why ?? (isHere ? words.here : words.first)}</span>
      {node.kind === 'run' ? (
        <Link
          href={`/runs/${node.id}?tab=chain`}
          className={classes.name}
          title={name}
          {...(isHere ? { 'aria-current': 'page' as const } : {})}
        >
          {name}
        </Link>
      ) : (
        <span className={classes.name} title={name}>
          {name}
        </span>
      )}
      <StatusWord {...state} />
      {when === '' ? null : <span className={classes.when}>{when}</span>}
    </div>
  );
}
