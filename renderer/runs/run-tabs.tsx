import type { KeyboardEvent } from 'react';
import { Tabs } from '@mantine/core';
import type { RunDetailAnswer } from '../../contract/console.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { useWords } from '../words/words.tsx';
import { useChain } from '../api/queries.ts';
import { AttemptsTab } from './attempts-tab.tsx';
import { ChainTab } from './chain/chain-tab.tsx';
import { isChain } from './chain/chain-tree.ts';
import { DetailsTab } from './details-tab.tsx';
import { LogTab } from './log-tab.tsx';
import { OutputsTab } from './outputs-tab.tsx';
import classes from './run-page.module.css';
import { ValuesTab } from './values-tab.tsx';

const tabs = ['log', 'outputs', 'values', 'tries', 'chain', 'details'] as const;
type Tab = (typeof tabs)[number];

interface RunTabsProps {
  readonly data: RunDetailAnswer;
  readonly attempt: number;
  /** Selects a line of the log; null for none. */
  readonly onLine: (line: number | null) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** What was stored of a run, in tabs; the address selects the open one. */
export function RunTabs({ data: { run, schedule }, attempt, onLine, onKey }: RunTabsProps) {
  const { w, say } = useWords();
  const [search, setSearch] = useSearchState();
  const wanted = search.get('tab') as Tab | null;
  const chain = useChain(run.id).data;
  const shown = tabs.filter((name) => name !== 'chain' || isChain(chain));
  const tab = wanted !== null && shown.includes(wanted) ? wanted : 'log';
  return (
    <Tabs
      value={tab}
      onChange={(next) => setSearch({ tab: next === 'log' ? null : next })}
      keepMounted={false}
      classNames={{ root: classes.tabs ?? '', list: classes.tabList ?? '', panel: classes.panel ?? '' }}
    >
      <Tabs.List aria-label={w.runs.page.tabsLabel}>
        {shown.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {say(w.runs.page.tabs[name], { n: run.attempts.length })}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="log">
        <LogTab
          key={attempt}
          run={run}
          attempt={attempt}
          line={Number(search.get('line')) || null}
          onLine={onLine}
          onAttempt={(number) => setSearch({ attempt: String(number), line: null })}
          onKey={onKey}
        />
      </Tabs.Panel>
      <Tabs.Panel value="outputs">
        <OutputsTab run={run} />
      </Tabs.Panel>
      <Tabs.Panel value="values">
        <ValuesTab values={run.values} />
      </Tabs.Panel>
      <Tabs.Panel value="tries">
        <AttemptsTab run={run} />
      </Tabs.Panel>
      {chain === undefined ? null : (
        <Tabs.Panel value="chain">
          <ChainTab chain={chain} here={run.id} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="details">
        <DetailsTab run={run} schedule={schedule} chain={chain} />
      </Tabs.Panel>
    </Tabs>
  );
}
