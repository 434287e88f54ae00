import { Button } from '@mantine/core';
import {
  IconBraces,
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerPlayFilled,
} from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { useShownName } from '../../api/names.ts';
import { usePreferences } from '../../api/preferences.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RowMenu } from '../../ui/grid/row-menu.tsx';
import { unless } from '../../ui/unless.ts';
import { schedulePageWords } from '../../words/schedule-page-words.ts';
import { useWords } from '../../words/words.tsx';
import type { RowAction } from '../schedule-keys.ts';
import { menuItems } from '../schedule-menu.tsx';
import type { PageActs } from './use-page-acts.ts';

interface PageButtonsProps extends PageActs {
  readonly row: ScheduleRow;
  /** Why the buttons are disabled. */
  readonly refusal: string | null;
}

const size = { size: '0.9375rem', stroke: 1.7 } as const;
/** What has a button of its own. */
const onPage: ReadonlySet<RowAction> = new Set(['pause', 'edit']);

/** What can be done with the schedule; the rest of it in a menu. */
export function PageButtons({ row, refusal, act, menu, closeMenu }: PageButtonsProps) {
  const { w, say, language, mayNot } = useWords();
  const { kept } = usePreferences();
  const name = useShownName()(row);
  const words = schedulePageWords[language].actions;
  const isPaused = row.state === 'paused';
  const on = (action: RowAction) => (event: MouseEvent<HTMLElement>) => act(action, event.currentTarget);
  return (
    <>
      <Button size="xs" leftSection={<IconPlayerPlayFilled size="0.75rem" />} onClick={on('run')} {...unless(refusal)}>
        {words.run}
      </Button>
      {row.state === 'ended' ? null : (
        <Button
          size="xs"
          variant="default"
          leftSection={isPaused ? <IconPlayerPlay {...size} /> : <IconPlayerPause {...size} />}
          onClick={on('pause')}
          {...unless(refusal)}
        >
          {isPaused ? words.resume : words.pause}
        </Button>
      )}
      {mayNot('editor') === null ? (
        <Button size="xs" variant="default" leftSection={<IconPencil {...size} />} onClick={on('edit')}>
          {words.edit}
        </Button>
      ) : null}
      <Button
        size="xs"
        variant="default"
        aria-haspopup="dialog"
        leftSection={<IconBraces {...size} />}
        onClick={on('parameters')}
      >
        {words.parameters}
      </Button>
      <IconButton
        label={say(w.schedules.actions.menu, { name })}
        data-action="menu"
        aria-haspopup="menu"
        onClick={on('menu')}
      >
        <IconDots size="1.0625rem" stroke={1.7} />
      </IconButton>
      {menu === null ? null : (
        <RowMenu
          label={say(w.schedules.actions.menu, { name })}
          anchor={menu}
          items={menuItems(row, w, refusal, { mayNot, hasOwnFavourites: kept === 'user' }).filter(
            ({ id }) => !onPage.has(id),
          )}
          onPick={(id) => act(id as RowAction, menu)}
          onClose={closeMenu}
        />
      )}
    </>
  );
}
