import type { Notice } from '../../contract/events.ts';
import type { Lost } from './commit-mark.ts';

/** What a person is told of a database that lost its latest changes. */
export const lostNotice = ({ from, to }: Lost, at: number): Notice => ({
  id: `lost-${to}`,
  kind: 'storage',
  at,
  params: { what: 'lost', from, to },
  runIds: [],
});

/** The same for whoever started Rota. */
export const lostWords = ({ from, to }: Lost): string =>
  `What was done between ${new Date(from).toISOString()} and ${new Date(to).toISOString()} is missing from the database: its latest changes were removed or cut. Look through the runs of that time, or restore a backup.`;
