import path from 'node:path';
import { scheduleOptions, type Plan } from '../../contract/schedule.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import type { Store } from '../../server/store/store.ts';

/** `due` returns the due instant of each; `first` is the number in the first id. */
interface Seeds {
  readonly process: string;
  readonly due: (index: number) => number;
  readonly plan?: Plan;
  readonly first?: number;
}

/** Inserts schedules into a data folder that no server has open. */
export async function seedSchedules(home: string, count: number, facts: Seeds): Promise<void> {
  const store = openStore(path.join(home, 'rota.db'));
  await seedStore(store, count, facts);
  store.close();
}

export async function seedStore(store: Pick<Store, 'runs'>, count: number, facts: Seeds): Promise<void> {
  const options = scheduleOptions.parse({ overlap: 'allow' });
  const daily: Plan = { kind: 'cron', quartz: '0 0 3 * * ?', timezone: 'Europe/Istanbul', start: null, end: null };
  for (let first = 0; first < count; first += 5000) {
    const batch = Array.from({ length: Math.min(5000, count - first) }, (_, offset) => {
      const index = first + offset;
      const due = facts.due(index);
      return store.runs.start(
        {
          id: `00000000-0000-4000-8000-${String((facts.first ?? 0) + index).padStart(12, '0')}`,
          name: `Schedule ${index}`,
          process: facts.process,
          worker: null,
          state: 'active',
          plan: facts.plan ?? daily,
          options,
          values: {},
          due,
          cursor: due,
          reason: null,
          owner: 'person:operator',
          createdBy: null,
          at: Date.now(),
          isFavourite: false,
          isListed: true,
        },
        null,
        null,
      );
    });
    await Promise.all(batch);
  }
}
