import type { FirstSteps } from '../../../contract/first-steps.ts';
import { exampleIn, exampleProcess, exampleValues } from '../../../contract/example.ts';
import { scheduleOptions, type ScheduleRow } from '../../../contract/schedule.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { Caller } from '../../people/caller.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { Engine, ExampleVerbs } from '../engine.ts';
import type { Catalogue } from './catalogue.ts';

const factName = 'example-offered';

/** The first steps: the bundled process, its one schedule, and whether they are shown. */
export function createExample(
  deps: Pick<Engine, 'schedules' | 'settings'> & {
    readonly catalogue: Catalogue;
    readonly records: RecordStore;
    /** The default zone of plans. */
    readonly timezone: () => string;
    readonly parts: Pick<EngineParts, 'templates' | 'here'>;
  },
): ExampleVerbs {
  const { catalogue, schedules, settings, records, timezone } = deps;
  let last: Promise<unknown> = Promise.resolve();

  const create = (caller: Caller) =>
    schedules.create(
      {
        name: catalogue.find(exampleProcess)?.title ?? exampleProcess,
        process: exampleProcess,
        worker: null,
        plan: { kind: 'call', timezone: timezone() },
        options: scheduleOptions.parse({}),
        values: exampleValues,
        runImmediately: false,
        isFavourite: true,
      },
      caller,
    );

  async function restore(caller: Caller): Promise<ScheduleRow> {
    await catalogue.restore(exampleProcess, caller);
    const { rows } = await schedules.list({ filter: 'all', q: '', process: exampleProcess, limit: 20_000 });
    const row = exampleIn(rows) ?? (await create(caller));
    if (settings.get().firstRunDismissed) await settings.change({ firstRunDismissed: false }, caller);
    return row;
  }

  return {
    async offer() {
      if (catalogue.find(exampleProcess) === null || !(await records.swapFact(factName, null, 'yes'))) return;
      await create({
        kind: 'person',
        owner: 'person:rota',
        name: 'Rota',
        user: null,
        scopes: ['manage'],
        processes: null,
      }).catch(async (error: unknown) => {
        await records.setFact(factName, null);
        throw error;
      });
    },
    // One call at a time, so that two calls at once create one schedule.
    restore(caller) {
      const mine = last.then(() => restore(caller));
      last = mine.catch(() => undefined);
      return mine;
    },
    steps: () => stepsHere(deps.parts),
  };
}

async function stepsHere({ templates, here }: Pick<EngineParts, 'templates' | 'here'>): Promise<FirstSteps> {
  const [editor, crontab, all] = await Promise.all([here?.editor(), here?.crontab(), templates?.()]);
  return {
    editor: editor !== undefined && 'name' in editor ? editor.name : null,
    noEditor: editor !== undefined && 'why' in editor ? editor.why : null,
    crontab: crontab ?? null,
    templates: (all ?? []).map((process) => ({ process, missing: here?.missingFor(process.name) ?? null })),
  };
}
