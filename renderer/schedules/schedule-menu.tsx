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
import type { Words } from '../words/words.tsx';
import { changingActions, type RowAction } from './schedule-keys.ts';

const looksForSomething = ({ options }: ScheduleRow): boolean => (options.triggers ?? []).some(isLookedFor);

const size = { size: 16, stroke: 1.6 } as const;

/** The ⋯ menu of a row. */
export function menuItems(
  row: ScheduleRow,
  w: Words,
  refusal: string | null,
): readonly (RowMenuItem & { readonly id: RowAction })[] {
  const words = w.schedules.menu;
  const isPaused = row.state === 'paused';
  const items: readonly (RowMenuItem & { readonly id: RowAction })[] = [
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
      text: row.isFavourite ? words.removeFromTray : words.addToTray,
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
  if (refusal === null) return items;
  return items.map((item) => (changingActions.has(item.id) ? { ...item, isDisabled: true, why: refusal } : item));
}
