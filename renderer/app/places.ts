import {
  IconApps,
  IconCalendarClock,
  IconChartBar,
  IconDevicesPc,
  IconFileAnalytics,
  IconHistory,
  IconKey,
  IconSettings,
  IconTimelineEvent,
} from '@tabler/icons-react';
import type { Role } from '../../contract/roles.ts';

/** The destinations in the order of the rail; `key` is the letter after `g`. */
export const places = [
  { id: 'overview', path: '/overview', key: 'o', icon: IconChartBar },
  { id: 'schedules', path: '/schedules', key: 's', icon: IconCalendarClock },
  { id: 'runs', path: '/runs', key: 'r', icon: IconHistory },
  { id: 'timeline', path: '/timeline', key: 't', icon: IconTimelineEvent },
  { id: 'processes', path: '/processes', key: 'p', icon: IconApps },
  { id: 'reports', path: '/reports', key: 'm', icon: IconFileAnalytics },
  { id: 'workers', path: '/workers', key: 'w', icon: IconDevicesPc },
  { id: 'clients', path: '/clients', key: 'c', icon: IconKey },
  { id: 'settings', path: '/settings', key: ',', icon: IconSettings },
] as const;

export const isAt = ({ path: to }: (typeof places)[number], path: string): boolean =>
  path === to || path.startsWith(`${to}/`);

/** What only administrators have a use for. */
export const isForAdministrators = ({ id }: (typeof places)[number]): boolean => id === 'clients';

/** The role that a screen needs, if not everybody may see it; the settings ask section by section. */
export function roleOfPlace(path: string): Exclude<Role, 'viewer'> | null {
  if (/^\/clients(\/|$)/.test(path)) return 'administrator';
  return /^\/(schedules|processes)\/new(\/|$)|^\/schedules\/[^/]+\/edit$/.test(path) ? 'editor' : null;
}
