import type { Notice } from '../../../contract/events.ts';
import type { Log } from '../../log.ts';
import type { Lost, Store } from '../store.ts';

/** The notice for people about a database that lost its latest changes. */
const dataLossNotice = ({ from, to }: Lost, at: number): Notice => ({
  id: `lost-${to}`,
  kind: 'storage',
  at,
  params: { what: 'lost', from, to },
  runIds: [],
});

/** The same for the program that started Rota. */
const lostWords = ({ from, to }: Lost): string =>
  `What was done between ${new Date(from).toISOString()} and ${new Date(to).toISOString()} is missing from the database: its latest changes were removed or cut. Look through the runs of that time, or restore a backup.`;

/** Reports what the database has lost, if anything: in a notice, in the log, and to the program that started Rota. */
export async function reportDataLoss(
  store: Store,
  now: number,
  log: Log,
  say: (line: string) => void = () => {},
): Promise<void> {
  const { lost } = store;
  if (lost === null) return;
  await store.records.putNotice(dataLossNotice(lost, now));
  log.error('the database lost its latest changes', { ...lost });
  say(lostWords(lost));
}
