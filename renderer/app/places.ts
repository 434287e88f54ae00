import {
  IconApps,
  IconCalendarClock,
  IconChartBar,
  IconDevicesPc,
  IconHistory,
  IconKey,
  IconSettings,
  IconTimelineEvent,
} from '@tabler/icons-react';

/** The destinations in the order of the rail; `key` is the letter after `g`. */
export const places = [
  { id: 'overview', path: '/overview', key: 'o', icon: IconChartBar },
  { id: 'schedules', path: '/schedules', key: 's', icon: IconCalendarClock },
  { id: 'runs', path: '/runs', key: 'r', icon: IconHistory },
  { id: 'timeline', path: '/timeline', key: 't', icon: IconTimelineEvent },
  { id: 'processes', path: '/processes', key: 'p', icon: IconApps },
  { id: 'workers', path: '/workers', key: 'w', icon: IconDevicesPc },
  { id: 'clients', path: '/clients', key: 'c', icon: IconKey },
  { id: 'settings', path: '/settings', key: ',', icon: IconSettings },
] as const;

export const isAt = ({ path: to }: (typeof places)[number], path: string): boolean =>
  path === to || path.startsWith(`${to}/`);
