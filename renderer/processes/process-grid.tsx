import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import { withTerm } from '../search/with-term.ts';
import { DataGrid } from '../ui/grid/data-grid.tsx';
import type { GridHeading } from '../ui/grid/headings.ts';
import { RowMenu, type RowMenuItem } from '../ui/grid/row-menu.tsx';
import { useRowMenu } from '../ui/grid/use-row-menu.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { NoMatch } from '../ui/states.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import { NoProcesses } from './no-processes.tsx';
import { processColumns } from './process-columns.tsx';
import { useProcessActs } from './use-process-acts.ts';

interface ProcessGridProps {
  readonly shown: readonly ProcessRow[];
  readonly headings: readonly GridHeading[];
  readonly onHeading: (key: string) => void;
  /** Something has a tag or a folder. */
  readonly hasMarks: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  /** The search text; '' for none. */
  readonly wanted: string;
}

const rowId = ({ process }: ProcessRow): string => process.name;

/** The processes as rows, with the menu of each. */
export function ProcessGrid(props: ProcessGridProps) {
  const { shown, headings, onHeading, hasMarks, selected, onSelect, wanted } = props;
  const speech = useWords();
  const { say, language, mayNot } = speech;
  const words = processWords[language];
  const [, navigate] = useLocation();
  const [, setSearch] = useSearchState();
  const { menu, openMenu, closeMenu } = useRowMenu<ProcessRow>();
  const { act, onRowKey } = useProcessActs(openMenu);
  const columns = useMemo(() => processColumns(speech, hasMarks), [speech, hasMarks]);
  const isEditor = mayNot('editor') === null;
  const items: readonly RowMenuItem[] = [
    { id: 'edit', text: isEditor ? words.menu.edit : words.menu.show, keys: 'E' },
    ...(isEditor ? [{ id: 'schedule', text: words.menu.schedule }] : []),
    { id: 'runs', text: words.menu.runs },
    ...(isEditor
      ? [
          { id: 'duplicate', text: words.menu.duplicate },
          { id: 'remove', text: words.menu.remove, isDangerous: true, startsGroup: true, keys: 'Del' },
        ]
      : []),
  ];
  return (
    <>
      <DataGrid
        label={words.grid}
        rows={shown}
        rowKey={rowId}
        columns={columns}
        onOpen={({ process }) => navigate(`/processes/${encodeURIComponent(process.name)}`)}
        headings={headings}
        onHeading={onHeading}
        selected={selected}
        onSelect={onSelect}
        selectLabel={words.select}
        selectRowLabel={({ process }) => say(words.selectOf, { name: process.title ?? process.name })}
        onAction={(action, row, element) => {
          if (action === 'tag' || action === 'folder')
            setSearch({ q: withTerm(wanted, action, element.dataset['value'] ?? '', language) });
          else act(action, row, element);
        }}
        onMenu={openMenu}
        onRowKey={onRowKey}
        empty={
          wanted === '' ? (
            <NoProcesses />
          ) : (
            <NoMatch text={say(words.noMatch, { query: wanted })} onClear={() => setSearch({ q: null })} />
          )
        }
      />
      {menu ? (
        <RowMenu
          label={say(words.rowActions.more, { name: menu.row.process.title ?? menu.row.process.name })}
          anchor={menu.anchor}
          at={menu.at}
          items={items}
          onPick={(id) => act(id, menu.row, menu.anchor)}
          onClose={closeMenu}
        />
      ) : null}
    </>
  );
}
