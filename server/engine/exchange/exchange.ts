import type { ExportDocument, ImportAnswer, importBody } from '../../../contract/upkeep.ts';
import { RotaError, rotaError } from '../../../contract/errors.ts';
import { secretNames, type RpaProcess } from '../../../contract/process.ts';
import { inEnglish, said, type Said } from '../../../contract/said.ts';
import { secretPlaceholder, type ScheduleDraft } from '../../../contract/schedule.ts';
import type { z } from 'zod';
import { lostIn } from '../../domain/readable-text.ts';
import { noteOfDetails } from '../../domain/import/detail-notes.ts';
import type { ImportedSet, Note } from '../../domain/import/import-set.ts';
import type { Caller, ExchangeVerbs } from '../engine.ts';
import { allSchedules, draftOf, type ExchangeDeps } from './exchange-rows.ts';
import { runInSlices } from '../slices.ts';
import { planImport } from './import-plan.ts';

const sources: Readonly<Record<z.infer<typeof importBody>['kind'], Said>> = {
  rota: said`a file saved by Rota`,
  crontab: said`a crontab`,
  'windows-task': said`Windows tasks`,
};

/** The whole set as one document, and documents taken in. */
export function createExchange(deps: ExchangeDeps): ExchangeVerbs {
  return {
    async export(caller) {
      const rows = await allSchedules(deps.schedules);
      const document: ExportDocument = {
        rota: 1,
        exportedAt: new Date(deps.clock.now()).toISOString(),
        processes: deps.catalogue
          .all()
          .filter(({ name }) => !deps.catalogue.isBundled(name))
          .map(withoutSecretDefaults),
        calendars: [...deps.calendars.all()],
        schedules: rows.flatMap((row) => {
          const draft = draftOf(row, deps);
          return draft === null
            ? []
            : [{ id: row.id, draft: withoutSecrets(draft), ...(row.state === 'paused' ? { isPaused: true } : {}) }];
        }),
      };
      const { schedules, processes } = document;
      deps.audit(caller, 'set exported', said`schedules: ${schedules.length}, processes: ${processes.length}`);
      return document;
    },

    readText: (request) => deps.texts.read(request),
    textOf: ({ ics, ...given }, field) => deps.texts.textOf({ text: ics, ...given }, field) ?? '',

    async import(request, caller) {
      const set = await readSet(request, deps);
      const rows = await allSchedules(deps.schedules);
      const steps = await planImport(set, rows, deps);
      const changes: ImportAnswer['changes'] = set.refused.map((one) => ({ ...one, change: 'refused' }));
      for (const step of steps) {
        const { apply, ...planned } = step;
        const failure = request.isDryRun || apply === null ? null : await attempt(apply, caller);
        changes.push(
          failure === null ? planned : { kind: planned.kind, name: planned.name, change: 'refused', ...failure },
        );
      }
      if (!request.isDryRun) {
        const count = changes.filter(({ change }) => change === 'add' || change === 'replace').length;
        deps.audit(caller, 'set imported', said`${sources[request.kind]}: ${count} of ${changes.length} taken`);
      }
      return {
        changes,
        isDryRun: request.isDryRun,
        questions: [...(set.questions ?? [])],
        remarks: (set.remarks ?? []).map((sentence) => ({ text: inEnglish(sentence), said: sentence })),
      };
    },
  };
}

/** What stands in the way of one change is its own matter; the others go on. */
async function attempt(apply: (caller: Caller) => Promise<unknown>, caller: Caller): Promise<Note | null> {
  try {
    await apply(caller);
    return null;
  } catch (error) {
    if (error instanceof RotaError) return noteOfDetails(error.details);
    return { note: error instanceof Error ? error.message : String(error) };
  }
}

async function readSet(
  request: z.infer<typeof importBody>,
  { texts, timezone: zone }: Pick<ExchangeDeps, 'texts' | 'timezone'>,
): Promise<ImportedSet> {
  const { kind, columns, cron } = request;
  const timezone = zone();
  const given = request.document;
  const text = typeof given === 'string' ? given : undefined;
  const document = texts.textOf({ text, bytes: request.bytes, encoding: request.encoding }, 'document') ?? given;
  if (kind === 'rota') {
    const lost = typeof document === 'string' ? null : lostIn(document);
    if (lost !== null)
      throw rotaError(
        'BODY_INVALID',
        said`${lost.path} has a sign that could not be read where it comes from (U+FFFD)`,
        'document',
      );
    refuseTooMany(entriesOf(document));
    const { readExport } = await import('../../domain/import/import-export.ts');
    return readExport(document);
  }
  if (typeof document !== 'string')
    throw rotaError(
      'BODY_INVALID',
      kind === 'crontab' ? said`must be the text of the crontab` : said`must be the text of the task’s XML`,
      'document',
    );
  refuseTooMany(countOf(document, kind === 'crontab' ? /^[ \t]*[^#\s]/gm : /<Task[\s>]/g));
  if (kind === 'crontab') {
    const { readCrontabInSteps } = await import('../../domain/import/import-crontab.ts');
    return runInSlices(readCrontabInSteps(document, { timezone, columns, cron }));
  }
  // The XML library is loaded only where it is needed.
  const { readWindowsTasks } = await import('../../domain/import/import-windows-task.ts');
  return readWindowsTasks(document, { timezone });
}

/** What is taken in at once, said before any of it is understood. */
export const mostImported = 10_000;

function refuseTooMany(count: number): void {
  if (count > mostImported)
    throw rotaError(
      'BODY_INVALID',
      said`has ${count} entries; at most ${mostImported} are taken in at once: split it`,
      'document',
    );
}

const countOf = (text: string, entry: RegExp): number => text.match(entry)?.length ?? 0;

function entriesOf(document: unknown): number {
  if (typeof document === 'string') return countOf(document, /"draft"\s*:/g);
  const lists = Object.values((document ?? {}) as Record<string, unknown>).filter((list) => Array.isArray(list));
  return lists.reduce((sum, list) => sum + list.length, 0);
}

/** Rows come with their secrets masked already: what is masked is left out. */
function withoutSecrets(draft: ScheduleDraft): ScheduleDraft {
  return {
    ...draft,
    values: Object.fromEntries(Object.entries(draft.values).filter(([, value]) => value !== secretPlaceholder)),
  };
}

/** A default of a secret parameter is a secret, too. */
function withoutSecretDefaults(given: RpaProcess): RpaProcess {
  const secrets = new Set(secretNames(given.parameters));
  const properties = Object.entries(given.parameters.properties).map(([name, parameter]) => {
    const { default: _default, examples: _examples, ...rest } = parameter;
    return [name, secrets.has(name) ? rest : parameter] as const;
  });
  return { ...given, parameters: { ...given.parameters, properties: Object.fromEntries(properties) } };
}
