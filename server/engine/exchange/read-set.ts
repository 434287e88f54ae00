import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { ImportKind } from '../../../contract/import-kinds.ts';
import type { importBody } from '../../../contract/upkeep.ts';
import type { z } from 'zod';
import { mostLongEntries, readJsonInSteps } from '../../domain/start/lenient-json.ts';
import { lostIn } from '../../domain/readable-text.ts';
import type { ImportedSet } from '../../domain/import/import-set.ts';
import { runInSlices, runInTurns } from '../shared/slices.ts';
import type { ExchangeDeps } from './exchange-rows.ts';

type ImportBody = z.infer<typeof importBody>;
type OthersKind = Exclude<ImportKind, 'rota'>;

const wantedText: Readonly<Record<OthersKind, Translatable>> = {
  crontab: said`must be the text of the crontab`,
  'windows-task': said`must be the text of the task’s XML`,
  systemd: said`must be the text of the units`,
};
/** How entries are counted before anything is read. */
const entryOf: Readonly<Record<OthersKind, RegExp>> = {
  crontab: /^[ \t]*[^#\s]/gm,
  'windows-task': /<Task[\s>]/g,
  systemd: /^[ \t]*\[(?:Timer|Path)\]/gm,
};

/** The limit of an import, checked before the content is parsed. Rota's own documents are read entry by entry, others as a whole. */
export const mostImported = 10_000;
export const mostOfRota = 250_000;
const longestOfOthers = 2_000_000;

/** Reads a document in slices. Throws BODY_INVALID if it is not of the kind that was named. */
export async function readSet(
  request: ImportBody,
  { texts, timezone: zone, clock }: Pick<ExchangeDeps, 'texts' | 'timezone' | 'clock'>,
): Promise<ImportedSet> {
  const { kind, columns, cron } = request;
  const timezone = zone();
  const given = request.document;
  const text = typeof given === 'string' ? given : undefined;
  const document = texts.textOf({ text, bytes: request.bytes, encoding: request.encoding }, 'document') ?? given;
  if (kind === 'rota') return readOwn(document);
  if (typeof document !== 'string') throw rotaError('BODY_INVALID', wantedText[kind], 'document');
  if (document.length > longestOfOthers)
    throw rotaError(
      'BODY_INVALID',
      said`is longer than ${longestOfOthers / 1_000_000} million signs: split it`,
      'document',
    );
  refuseTooMany(countOf(document, entryOf[kind]), mostImported);
  if (kind === 'crontab') {
    const { readCrontabInSteps } = await import('../../domain/import/import-crontab.ts');
    return runInSlices(readCrontabInSteps(document, { timezone, columns, cron }));
  }
  if (kind === 'systemd') {
    const { readSystemdInSteps } = await import('../../domain/import/import-systemd.ts');
    return runInSlices(readSystemdInSteps(document, { timezone, now: clock.now() }));
  }
  // The XML library is loaded only if it is needed.
  const { readWindowsTasksInSteps } = await import('../../domain/import/import-windows-task.ts');
  return runInTurns(readWindowsTasksInSteps(document, { timezone }));
}

async function readOwn(given: unknown): Promise<ImportedSet> {
  const document = typeof given === 'string' ? await fromText(given) : given;
  refuseTooMany(entriesOf(document), mostOfRota);
  const { readExportInSteps } = await import('../../domain/import/import-export.ts');
  if (typeof given !== 'string') await runInSlices(refuseLost(document));
  return runInSlices(readExportInSteps(document));
}

async function fromText(text: string): Promise<unknown> {
  const read = await runInTurns(readJsonInSteps(Buffer.from(text.replace(/^\uFEFF/, '')), false, mostLongEntries));
  if (!read.ok) throw rotaError('BODY_INVALID', said`is not JSON`, 'document', read.error);
  return read.value;
}

/** A lost character must not become a part of a name or a value. */
function* refuseLost(document: unknown): Generator<void, void> {
  for (const [key, inner] of Object.entries((document ?? {}) as Record<string, unknown>)) {
    const entries = Array.isArray(inner) ? inner.entries() : [[null, inner] as const];
    for (const [index, entry] of entries) {
      const lost = lostIn(entry, index === null ? key : `${key}.${index}`);
      if (lost !== null)
        throw rotaError(
          'BODY_INVALID',
          said`${lost.path} has a sign that could not be read where it comes from (U+FFFD)`,
          'document',
        );
      yield;
    }
  }
}

function refuseTooMany(count: number, most: number): void {
  if (count > most)
    throw rotaError(
      'BODY_INVALID',
      said`has ${count} entries; at most ${most} are taken in at once: split it`,
      'document',
    );
}

const countOf = (text: string, entry: RegExp): number => text.match(entry)?.length ?? 0;

function entriesOf(document: unknown): number {
  const lists = Object.values((document ?? {}) as Record<string, unknown>).filter((list) => Array.isArray(list));
  return lists.reduce((sum, list) => sum + list.length, 0);
}
