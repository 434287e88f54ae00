import { use, useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { ProcessRow } from '../../contract/console.ts';
import { useProcesses } from '../api/queries.ts';
import { DataGrid, type Point } from '../ui/grid/data-grid.tsx';
import { RowMenu, type RowMenuItem } from '../ui/grid/row-menu.tsx';
import { useSetFooterNote } from '../ui/footer-note.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { ScreenFrame } from '../ui/screen.tsx';
import { SingleKeys } from '../ui/single-keys.ts';
import { NoMatch, SkeletonRows } from '../ui/states.tsx';
import { fold } from '../words/fold.ts';
import { processWords } from '../words/process-words.ts';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { NoProcesses } from './no-processes.tsx';
import { processColumns } from './process-columns.tsx';
import classes from './processes.module.css';
import { useRemoveProcess } from './use-remove-process.ts';

const rowId = ({ process }: ProcessRow): string => process.name;
const none: readonly ProcessRow[] = [];

/** The programs this computer can run. */
export function ProcessList() {
  const speech = useWords();
  const { say, count, language } = speech;
  const words = processWords[language];
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchState();
  const query = useProcesses();
  const remove = useRemoveProcess();
  const areSingleKeysOn = use(SingleKeys);
  const [menu, setMenu] = useState<{ row: ProcessRow; anchor: HTMLElement; at?: Point } | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const columns = useMemo(() => processColumns(speech), [speech]);
  const wanted = search.get('q') ?? '';
  const rows = query.data?.processes ?? none;
  const shown = useMemo(() => {
    const needle = fold(wanted.trim());
    return rows
      .filter(({ process }) => fold(`${process.title ?? ''} ${process.name} ${process.command ?? ''}`).includes(needle))
      .sort((one, other) =>
        (one.process.title ?? one.process.name).localeCompare(other.process.title ?? other.process.name, language),
      );
  }, [rows, wanted, language]);
  useSetFooterNote(query.data ? count(words.shown, shown.length) : null);

  function openMenu(row: ProcessRow, element: HTMLElement, at?: Point): void {
    const anchor = element.closest('tr')?.querySelector<HTMLElement>('[data-action=menu]');
    if (anchor) setMenu({ row, anchor, ...(at ? { at } : {}) });
  }
  function act(action: string, row: ProcessRow, element: HTMLElement): void {
    const name = encodeURIComponent(row.process.name);
    if (action === 'menu') openMenu(row, element);
    else if (action === 'test') navigate(`/processes/${name}?test=1`);
    else if (action === 'edit') navigate(`/processes/${name}`);
    else if (action === 'schedule') navigate(`/schedules/new?process=${name}`);
    else if (action === 'runs') navigate(`/runs?process=${name}&period=30d`);
    else if (action === 'duplicate') navigate(`/processes/new?from=${name}`);
    else if (action === 'remove') void remove(row);
  }
  function onRowKey(event: KeyboardEvent, row: ProcessRow, element: HTMLElement): boolean {
    if (event.shiftKey && event.key === 'F10') act('menu', row, element);
    else if (!areSingleKeysOn || event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (event.key === '.') act('menu', row, element);
    else if (event.key === 'e') act('edit', row, element);
    else if (event.key === 'r') act('test', row, element);
    else if (event.key === 'Delete') act('remove', row, element);
    else return false;
    return true;
  }
  const items: readonly RowMenuItem[] = [
    { id: 'edit', text: words.menu.edit, keys: 'E' },
    { id: 'schedule', text: words.menu.schedule },
    { id: 'runs', text: words.menu.runs },
    { id: 'duplicate', text: words.menu.duplicate },
    { id: 'remove', text: words.menu.remove, isDangerous: true, startsGroup: true, keys: 'Del' },
  ];
  return (
    <ScreenFrame
      title={words.title}
      tools={
        <TextInput
          className={classes.search ?? ''}
          type="search"
          size="xs"
          aria-label={words.searchLabel}
          placeholder={words.searchLabel}
          value={wanted}
          onChange={(event) => setSearch({ q: event.currentTarget.value })}
          leftSection={<IconSearch size="0.9375rem" />}
        />
      }
      actions={
        <Button component={Link} href="/processes/new" size="xs" leftSection={<IconPlus size="0.9375rem" />}>
          {words.add}
        </Button>
      }
      isFull
    >
      {query.isError && !query.data ? (
        <ProblemPanel error={query.error} onRetry={() => query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows />
      ) : (
        <DataGrid
          label={words.grid}
          rows={shown}
          rowKey={rowId}
          columns={columns}
          onOpen={({ process }) => navigate(`/processes/${encodeURIComponent(process.name)}`)}
          onAction={act}
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
      )}
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
    </ScreenFrame>
  );
}
