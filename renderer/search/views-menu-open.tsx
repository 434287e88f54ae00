import { Suspense, useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { SavedView, ViewScreen } from '../../contract/order.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { orderWords } from '../words/order-words.ts';
import { useWords } from '../words/words.tsx';
import { groupingOf, groupings } from './groups.ts';
import classes from './search.module.css';
import { useViewActs } from './use-view-acts.ts';
import { useViews } from './use-views.ts';

const ViewDialog = lazyPart(() => import('./view-dialog.tsx').then((module) => module.ViewDialog));

export interface ViewsMenuProps {
  readonly screen: ViewScreen;
  /** Rows of this screen can be grouped. */
  readonly hasGroups?: boolean;
}

/** The saved views of a screen, how its rows are grouped, and what can be done with a view; open when it comes. */
export function OpenViewsMenu({ screen, hasGroups = false }: ViewsMenuProps) {
  const { w, language, say } = useWords();
  const words = orderWords[language].views;
  const { views, present, show, isChanged } = useViews(screen);
  const acts = useViewActs(screen);
  const [edited, setEdited] = useState<SavedView | 'new' | null>(null);
  return (
    <>
      <Menu defaultOpened position="bottom-start" transitionProps={{ duration: 0 }} withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronDown size="0.875rem" />}>
            {present === null ? w.app.find.views : present.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown maw="22rem">
          <Menu.Label>{words.label}</Menu.Label>
          {views.length === 0 ? (
            <Menu.Label>{words.none}</Menu.Label>
          ) : (
            <Menu.Item leftSection={mark(present === null)} onClick={() => show(null)}>
              {words.everything}
            </Menu.Item>
          )}
          {views.map((view) => (
            <Menu.Item
              key={view.id}
              leftSection={mark(view.id === present?.id)}
              rightSection={<small>{noteOf(view, words)}</small>}
              onClick={() => show(view)}
            >
              {view.name}
            </Menu.Item>
          ))}
          {hasGroups ? <Groupings /> : null}
          <Menu.Divider />
          {present !== null && isChanged ? (
            <Menu.Item onClick={() => void acts.update(present)}>{say(words.update, { name: present.name })}</Menu.Item>
          ) : null}
          <Menu.Item onClick={() => setEdited('new')}>{words.save}</Menu.Item>
          {present === null ? null : (
            <>
              <Menu.Item onClick={() => setEdited(present)}>{words.rename}</Menu.Item>
              <Menu.Item onClick={() => void acts.remove(present).then((isDone) => isDone && show(null))}>
                {say(words.removeOf, { name: present.name })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {edited === null ? null : (
        <Suspense fallback={null}>
          <ViewDialog
            view={edited === 'new' ? null : edited}
            onSave={async (draft) => {
              const saved = await acts.save(edited === 'new' ? null : edited, draft);
              if (saved === null) return false;
              setEdited(null);
              if (edited === 'new') show(saved);
              return true;
            }}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      )}
    </>
  );
}

const mark = (isOn: boolean) =>
  isOn ? <IconCheck size="0.875rem" /> : <span className={classes.unmarked} aria-hidden="true" />;

/** How the rows are grouped: in the address, so that a view keeps it. */
function Groupings() {
  const { w } = useWords();
  const [search, setSearch] = useSearchState();
  const present = groupingOf(search.get('group'));
  return (
    <>
      <Menu.Label>{w.app.group.label}</Menu.Label>
      {[null, ...groupings].map((one) => (
        <Menu.Item key={one ?? ''} leftSection={mark(present === one)} onClick={() => setSearch({ group: one })}>
          {w.app.group[one ?? 'none']}
        </Menu.Item>
      ))}
    </>
  );
}

const noteOf = ({ isMine, isDefault }: SavedView, words: (typeof orderWords)['en']['views']): string =>
  [isMine ? words.mine : '', isDefault ? words.default : ''].filter((note) => note !== '').join(', ');
