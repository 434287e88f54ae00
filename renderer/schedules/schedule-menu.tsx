import {
  IconCopy,
  IconEye,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconStar,
  IconTrash,
} from '@tabler/icons-react';
import { isLookedFor } from '../../contract/looked-for.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { RowMenuItem } from '../ui/grid/row-menu.tsx';
import type { Speech, Words } from '../words/words.tsx';
import { changingActions, roleOfAction, type RowAction } from './schedule-keys.ts';

const looksForSomething = ({ options }: ScheduleRow): boolean => (options.triggers ?? []).some(isLookedFor);

const size = { size: 16, stroke: 1.6 } as const;

/** Who reads the menu. */
export interface MenuReader extends Pick<Speech, 'mayNot'> {
  /** Their favourites are their own, and not those in the tray. */
  readonly hasOwnFavourites: boolean;
}

/** The ⋯ menu of a row. */
export function menuItems(
  row: ScheduleRow,
  w: Words,
  refusal: string | null,
  who: MenuReader,
): readonly (RowMenuItem & { readonly id: RowAction })[] {
  const words = w.schedules.menu;
  const isPaused = row.state === 'paused';
  const all: readonly (RowMenuItem & { readonly id: RowAction })[] = [
    {
      id: 'pause',
      text: isPaused ? words.resume : words.pause,
      icon: isPaused ? <IconPlayerPlay {...size} /> : <IconPlayerPause {...size} />,
      isDisabled: row.state === 'ended',
      keys: 'S',
    },
    { id: 'run-with', text: words.runWith, icon: <IconPlayerTrackNext {...size} />, keys: 'Shift R' },
    ...(looksForSomething(row)
      ? [
          {
            ...({ id: 'look', text: w.triggers.look.now, icon: <IconEye {...size} /> } as const),
            isDisabled: row.state !== 'active',
          },
        ]
      : []),
    { id: 'runs', text: words.showRuns, icon: <IconHistory {...size} /> },
    { id: 'edit', text: words.edit, icon: <IconPencil {...size} />, startsGroup: true, keys: 'E' },
    { id: 'duplicate', text: words.duplicate, icon: <IconCopy {...size} /> },
    {
      id: 'favourite',
      text: who.hasOwnFavourites
        ? row.isFavourite
          ? words.removeFavourite
          : words.addFavourite
        : row.isFavourite
          ? words.removeFromTray
          : words.addToTray,
      icon: <IconStar {...size} />,
      keys: 'F',
    },
    {
      id: 'delete',
      text: words.remove,
      icon: <IconTrash {...size} />,
      isDangerous: true,
      startsGroup: true,
      keys: 'Del',
    },
  ];
  const items = all.filter(({ id }) => {
    const needed = roleOfAction[id];
    return needed === undefined || who.mayNot(needed) === null;
  });
  if (refusal === null) return items;
  return items.map((item) => (changingActions.has(item.id) ? { ...item, isDisabled: true, why: refusal } : item));
}
