import type { ScheduleTrigger } from './triggers.ts';

const kinds: readonly ScheduleTrigger['kind'][] = ['file', 'mail', 'sftp', 'ftp'];

/** Whether Rota looks for something that starts the schedule, again and again, so that it can be told to look at once. */
export const isLookedFor = ({ kind, enabled }: Pick<ScheduleTrigger, 'kind' | 'enabled'>): boolean =>
  enabled && kinds.includes(kind);
