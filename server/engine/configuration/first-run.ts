import { scheduleOptions } from '../../../contract/schedule.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { Engine } from '../engine.ts';

const example = 'OneStepNotepadRunner';
const factName = 'example-offered';

/** At the very first start the Scheduler screen has one row: the robot that comes in the box. Deleting it is remembered. */
export async function seedFirstRun(engine: Engine, records: RecordStore, timezone: string): Promise<void> {
  if ((await records.fact(factName)) !== null || engine.catalogue.find(example) === null) return;
  const caller = { kind: 'person', name: 'Rota', user: null, scopes: ['manage'], processes: null } as const;
  const draft = {
    name: engine.catalogue.find(example)?.title ?? example,
    process: example,
    worker: null,
    plan: { kind: 'call' as const, timezone },
    options: scheduleOptions.parse({}),
    values: { userName: 'Ada', userSurname: 'Lovelace' },
    runImmediately: false,
    isFavourite: true,
  };
  await engine.schedules.create(draft, caller);
  await records.setFact(factName, 'yes');
}
