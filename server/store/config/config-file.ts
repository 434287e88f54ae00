import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { Low } from 'lowdb';
import { rotaError } from '../../../contract/errors.ts';
import { inEnglish, said, type Translatable } from '../../../contract/translatable.ts';
import type { Log } from '../../log.ts';
import { createConfigAdapter, EditedMeanwhile } from './config-adapter.ts';
import { firstDocument, type ConfigDocument } from '../config-document.ts';
import { answerAll, withAll, type WaitingChange } from './config-changes.ts';
import { isSameMark, type FileMark } from '../../durable-file.ts';
import { asRotaError, editRefused } from './config-errors.ts';
import { openDocument } from './config-opening.ts';
import { createListeners } from './config-listeners.ts';
import type { Change, ConfigClock, ConfigFact, ConfigStore } from '../config-store.ts';

export type { ConfigClock, ConfigFact, ConfigStore } from '../config-store.ts';

export const configFileName = 'rota.json';

const pollMs = 2000;

interface ConfigOptions {
  readonly folder: string;
  readonly log: Log;
  readonly clock: ConfigClock;
  readonly workerName?: string;
}

/** Opens the configuration document of a data folder, or creates it at the first start. Throws RotaError with path and reason. */
export async function openConfig(options: ConfigOptions): Promise<ConfigStore> {
  const { clock } = options;
  const log = options.log.scope('config');
  const file = path.join(options.folder, configFileName);
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  const adapter = createConfigAdapter(file, wait);
  const reloaded = createListeners<ConfigDocument>(log);
  const told = createListeners<ConfigFact>(log);

  const { low, first, restored } = await openFile({ ...options, log, file, adapter, wait });

  let current = first;
  let refused: { mark: FileMark; reason: Translatable } | null = null;
  let unsettled: FileMark | null = null;
  let waiting: WaitingChange[] = [];
  let isClosed = false;
  let stopPoll = () => {};
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => (turn = turn.then(work));

  /** Reads a person's edit. A poll judges invalid text only once it is unchanged: an editor may still be saving. */
  async function takeEdit(isPoll: boolean): Promise<void> {
    if (await adapter.isUnchanged()) return mended();
    const look = await adapter.look();
    if (look === null) return;
    if (look.ok) {
      adapter.take(look);
      mended();
      const isSame = JSON.stringify(look.document) === JSON.stringify(current);
      low.data = current = look.document;
      if (isSame) return;
      log.info('the configuration was edited by hand and is taken', { file });
      told.tell({ kind: 'edit-taken' });
      reloaded.tell(look.document);
      return;
    }
    if (isSameMark(refused?.mark ?? null, look.mark)) return;
    if (isPoll && !isSameMark(unsettled, look.mark)) {
      unsettled = look.mark;
      return;
    }
    refused = { mark: look.mark, reason: look.reason };
    log.error('the configuration was edited by hand and cannot be taken', { file, reason: inEnglish(look.reason) });
    told.tell({ kind: 'edit-refused', reason: look.reason });
  }

  /** Writes all pending changes as one batch; each builds on the one before. */
  async function writeWaiting(): Promise<void> {
    const batch = waiting;
    waiting = [];
    const refusals = new Map<Change, unknown>();
    try {
      for (let tries = 1; ; tries += 1) {
        refusals.clear();
        const next = withAll(batch, current, refusals);
        if (next === current) break;
        try {
          low.data = next;
          await low.write();
          current = next;
          mended();
          break;
        } catch (error) {
          low.data = current;
          if (!(error instanceof EditedMeanwhile) || tries === 5) throw error;
          await takeEdit(false);
          if (refused !== null) throw editRefused(file, refused.reason);
        }
      }
      answerAll(batch, refusals);
    } catch (error) {
      for (const { reject } of batch) reject(asRotaError(file, error));
    }
  }

  function mended(): void {
    if (refused === null) return;
    refused = null;
    told.tell({ kind: 'mended' });
  }

  const refresh = () =>
    inTurn(() =>
      takeEdit(true).catch((error: unknown) => log.warn('the configuration file cannot be looked at', { file, error })),
    );
  function poll(): void {
    stopPoll = clock.after(pollMs, () => void refresh().then(() => isClosed || poll()));
  }
  poll();

  return {
    file,
    get: () => current,
    update(change) {
      if (isClosed)
        return Promise.reject(
          rotaError('SHUTTING_DOWN', said`Rota is stopping: the configuration is not changed any more.`),
        );
      return new Promise((resolve, reject) => {
        // Wrapped, because the function is used as a key and the same one may be passed twice.
        waiting.push({ change: (document) => change(document), resolve, reject });
        if (waiting.length === 1) void inTurn(writeWaiting);
      });
    },
    onReload: reloaded.add,
    onFact: told.add,
    facts: () => [
      ...(restored === null ? [] : [restored]),
      ...(refused === null ? [] : [{ kind: 'edit-refused' as const, reason: refused.reason }]),
    ],
    refresh,
    async close() {
      isClosed = true;
      stopPoll();
      await turn;
    },
  };
}

interface FileOpening extends ConfigOptions {
  readonly file: string;
  readonly adapter: ReturnType<typeof createConfigAdapter>;
  readonly wait: (ms: number) => Promise<void>;
}

/** The document as found: created at the first start, restored from its backup if broken. */
async function openFile({ folder, clock, workerName, log, file, adapter, wait }: FileOpening) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const opening = await openDocument(file, adapter, { now: () => clock.now(), wait });
  const first = opening.kind === 'new' ? makeFirst(workerName ?? hostname()) : opening.document;
  const low = new Low<ConfigDocument>(adapter, first);
  if (opening.kind !== 'as-it-was')
    await low.write().catch((error: unknown) => Promise.reject(asRotaError(file, error)));
  const restored: ConfigFact | null =
    opening.kind === 'from-backup'
      ? { kind: 'restored', reason: opening.reason, brokenFile: opening.brokenFile }
      : null;
  if (restored !== null)
    log.error('the configuration was broken; its backup is in use', {
      ...restored,
      reason: inEnglish(restored.reason),
      file,
    });
  return { low, first, restored };
}

function makeFirst(workerName: string): ConfigDocument {
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  return firstDocument({ workerId: randomUUID(), workerName, webhookSecret });
}
