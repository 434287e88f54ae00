import type { Owner } from '../../domain/owner.ts';
import type { Caller } from '../../people/caller.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';

/** Only whose it is counts: values are checked with the rights of the schedule's owner. */
export const ownerAsCaller = ({ owner, createdBy }: StoredSchedule): Caller => ({
  kind: 'person',
  owner: (owner ?? 'person:unknown') as Owner,
  name: createdBy ?? '',
  user: null,
  scopes: [],
  processes: null,
});
