import type { ExportDocument, ImportAnswer, importBody } from '../../../contract/upkeep.ts';
import { RotaError } from '../../../contract/errors.ts';
import { secretNames, type RpaProcess } from '../../../contract/process.ts';
import { inEnglish, said, type Translatable } from '../../../contract/translatable.ts';
import { secretPlaceholder, type ScheduleDraft } from '../../../contract/schedule.ts';
import type { z } from 'zod';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import type { ImportedSet, Note } from '../../domain/import/import-set.ts';
import type { Caller } from '../../people/caller.ts';
import type { ExchangeVerbs } from '../engine.ts';
import { allSchedules, draftOf, type ExchangeDeps } from './exchange-rows.ts';
import { othersTurn } from '../shared/slices.ts';
import { planImport, type ImportPlan, type ProcessStep } from './import-plan.ts';
import type { Answered, Step } from './import-step.ts';
import { readSet } from './read-set.ts';
import { withNames } from './then-names.ts';

const sources: Readonly<Record<z.infer<typeof importBody>['kind'], Translatable>> = {
  rota: said`a file saved by Rota`,
  crontab: said`a crontab`,
  'windows-task': said`Windows tasks`,
  systemd: said`systemd units`,
};

/** Export of the whole configuration as one document, and import. */
export function createExchange(deps: ExchangeDeps): ExchangeVerbs {
  return {
    export(caller) {
      const processes = deps.catalogue
        .all()
        .filter(({ name }) => !deps.catalogue.isBundled(name))
        .map(withoutSecretDefaults);
      const told = (count: number) =>
        deps.audit(caller, 'set exported', said`schedules: ${count}, processes: ${processes.length}`);
      return {
        rota: 1,
        exportedAt: new Date(deps.clock.now()).toISOString(),
        processes,
        calendars: [...deps.calendars.all()],
        channels: [...deps.channels.exported()],
        messageRules: [...deps.messages.rules()],
        schedules: draftsOf(deps, told),
      };
    },

    readText: (request) => deps.texts.read(request),
    textOf: ({ ics, ...given }, field) => deps.texts.textOf({ text: ics, ...given }, field) ?? '',

    async import(request, caller) {
      const set = await readSet(request, deps);
      const plan = await planImport(set, deps);
      const doer = request.isDryRun ? null : caller;
      const changes: ImportAnswer['changes'] = set.refused.map((one) => ({ ...one, change: 'refused' }));
      for (const step of plan.calendars) changes.push(await settle(step, doer));
      changes.push(...(await settleProcesses(plan.processes, doer, deps)));
      for (const step of plan.channels) changes.push(await settle(step, doer));
      await settleSchedules(set.schedules, plan, doer, changes);
      if (doer !== null) changes.push(...(await plan.later.write(doer)));
      for (const given of set.messageRules ?? [])
        changes.push(await settle(await plan.rule(given, request.isDryRun), doer));
      if (doer !== null) {
        const count = changes.filter(({ change }) => change === 'add' || change === 'replace').length;
        deps.audit(caller, 'set imported', said`${sources[request.kind]}: ${count} of ${changes.length} taken`);
      }
      return {
        changes,
        isDryRun: request.isDryRun,
        questions: [...(set.questions ?? [])],
        remarks: (set.remarks ?? []).map((sentence) => ({ text: inEnglish(sentence), said: sentence })),
      };

      async function settleSchedules(
        given: ImportedSet['schedules'],
        { schedule }: ImportPlan,
        by: Caller | null,
        into: ImportAnswer['changes'],
      ): Promise<void> {
        const total = given.length;
        // The changes of some slices are still being written while the next slice is examined.
        const under: Promise<readonly Answered[]>[] = [];
        const takeFirst = async () => into.push(...((await under.shift()) ?? []));
        for (let from = 0; from < total; from += schedulesATurn) {
          const steps: Step[] = [];
          for (const one of given.slice(from, from + schedulesATurn)) steps.push(await schedule(one));
          if (under.length === slicesUnderWay) await takeFirst();
          under.push(Promise.all(steps.map((step) => settle(step, by))));
          await othersTurn();
          const done = from + schedulesATurn;
          if (done >= total || done % toldEvery !== 0) continue;
          if (by !== null) deps.wakeScheduler();
          tell(done, total);
        }
        while (under.length > 0) await takeFirst();
        if (by !== null) deps.wakeScheduler();
        tell(total, total);
      }

      function tell(done: number, total: number): void {
        deps.announce({ type: 'import', token: request.progress ?? '', done, total, isOver: done === total });
      }
    },
  };
}

/** Schedules per slice. Their changes share a transaction, with others that came while the disk was busy: some milliseconds of work. */
const schedulesATurn = 100;
const slicesUnderWay = 3;
/** After so many schedules the page hears of it, and what is due already is started. */
const toldEvery = schedulesATurn * 10;

/** Applies one change, or only predicts its result. */
async function settle({ apply, ...planned }: Step, caller: Caller | null): Promise<Answered> {
  const failure = caller === null || apply === null ? null : await attempt(apply, caller);
  return failure === null ? planned : { kind: planned.kind, name: planned.name, change: 'refused', ...failure };
}

/** Stores all processes in one write of the configuration. */
async function settleProcesses(
  steps: readonly ProcessStep[],
  caller: Caller | null,
  { catalogue }: ExchangeDeps,
): Promise<Answered[]> {
  const wanted = steps.flatMap(({ wanted }) => wanted ?? []);
  const refusals =
    caller === null || wanted.length === 0 ? new Map<RpaProcess, RotaError>() : await catalogue.putAll(wanted, caller);
  return steps.map(({ wanted: one, ...planned }) => {
    const refusal = one === null ? undefined : refusals.get(one);
    return refusal === undefined
      ? planned
      : { kind: planned.kind, name: planned.name, change: 'refused', ...noteOfDetails(refusal.details) };
  });
}

/** The schedules of an export, page by page; at the end, their number goes to the audit log. */
async function* draftsOf(
  deps: ExchangeDeps,
  told: (count: number) => void,
): AsyncGenerator<ExportDocument['schedules']> {
  let count = 0;
  try {
    for await (const rows of allSchedules(deps.schedules)) {
      const drafts: ExportDocument['schedules'] = [];
      for (const row of rows) {
        const draft = draftOf(row, deps);
        if (draft === null) continue;
        drafts.push({
          id: row.id,
          draft: withoutSecrets(await withNames(draft, deps)),
          ...(row.state === 'paused' ? { isPaused: true as const } : {}),
        });
      }
      count += drafts.length;
      yield drafts;
    }
  } finally {
    told(count);
  }
}

/** A refused change does not keep the others from being applied. */
async function attempt(apply: (caller: Caller) => Promise<unknown>, caller: Caller): Promise<Note | null> {
  try {
    await apply(caller);
    return null;
  } catch (error) {
    if (error instanceof RotaError) return noteOfDetails(error.details);
    return { note: error instanceof Error ? error.message : String(error) };
  }
}

/** Secrets are masked in rows already: masked values are left out. */
function withoutSecrets(draft: ScheduleDraft): ScheduleDraft {
  return {
    ...draft,
    values: Object.fromEntries(Object.entries(draft.values).filter(([, value]) => value !== secretPlaceholder)),
  };
}

/** The default of a secret parameter is a secret, too. */
function withoutSecretDefaults(given: RpaProcess): RpaProcess {
  const secrets = new Set(secretNames(given.parameters));
  const properties = Object.entries(given.parameters.properties).map(([name, parameter]) => {
    const { default: _default, examples: _examples, ...rest } = parameter;
    return [name, secrets.has(name) ? rest : parameter] as const;
  });
  return { ...given, parameters: { ...given.parameters, properties: Object.fromEntries(properties) } };
}
