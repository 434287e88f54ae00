import { useMemo } from 'react';
import type { ChainAnswer } from '../../../contract/chain.ts';
import { useSearchState } from '../../ui/hash-location.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { followUpWords } from '../../words/follow-up-words.ts';
import { useWords } from '../../words/words.tsx';
import page from '../run-page.module.css';
import { ChainList } from './chain-list.tsx';
import { ChainPicture } from './chain-picture.tsx';
import { chainTree } from './chain-tree.ts';
import classes from './chain.module.css';

interface ChainTabProps {
  readonly chain: ChainAnswer;
  /** The run whose page this is. */
  readonly here: string;
}

/** The whole chain that a run belongs to, as a picture or as a list. */
export function ChainTab({ chain, here }: ChainTabProps) {
  const { language, say } = useWords();
  const words = followUpWords[language].chain;
  const [search, setSearch] = useSearchState();
  const view = search.get('view') === 'list' ? 'list' : 'picture';
  const tree = useMemo(() => chainTree(chain), [chain]);
  return (
    <div className={`${page.sheet ?? ''} ${classes.sheet ?? ''}`}>
      <div>
        <Segmented
          label={words.view}
          value={view}
          options={[
            { value: 'picture', label: words.picture },
            { value: 'list', label: words.list },
          ]}
          onChange={(next) => setSearch({ view: next === 'list' ? 'list' : null })}
        />
      </div>
      {chain.isCut ? <p className={page.lead}>{say(words.cut, { n: chain.runs.length })}</p> : null}
      {view === 'list' ? <ChainList tree={tree} here={here} /> : <ChainPicture tree={tree} here={here} />}
    </div>
  );
}
