import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { SharedFileStore } from '../../store/shared-file-store.ts';
import type { Elsewhere } from '../shared/elsewhere.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { createBringer } from './bring-files.ts';
import { artifactsOf, type FoundArtifact } from '../shared/found-artifacts.ts';

/** What was brought so short a time ago is not asked for again. */
const freshMs = 200;
/** A computer that has not told the end of a log by then may be gone: it is asked for again after this. */
const goneMs = 5_000;
const mostKnown = 1_000;

export function createElsewhere(store: SharedFileStore, core: () => EngineContext): Elsewhere {
  const once = createOnce(() => core().clock.monotonic());
  const { bring, bringLog } = createBringer(
    store,
    (ms) => new Promise<void>((resolve) => core().clock.after(ms, resolve)),
  );
  const isHere = (run: { readonly worker: string }) => run.worker === core().workerId();

  return {
    async log(run, attempt) {
      if (run.attempt === 0 || (isHere(run) && attempt === run.attempt)) return;
      const folder = core().runFolder(run);
      const name = `attempt-${attempt}.log`;
      // What this computer has put away is unpacked by whoever asks for the folder: it is not brought a second time.
      const packed = await core()
        .packs.read(path.dirname(folder), run.id, name)
        .catch(() => null);
      if (packed !== null) return;
      const isOver = run.status === 'ended' || attempt < run.attempt || run.status === 'retrying';
      await once(`${run.id}/${name}`, isOver, () => bringLog(run.id, name, path.join(folder, name), isOver));
    },

    async artifacts(run) {
      const own = await artifactsOf(core().runFolder(run));
      const told = (await store.filesOf(run.id)).filter(({ name }) => name.startsWith(folderName));
      const known = new Set(own.map(({ name }) => name));
      const others = told.flatMap(({ name, bytes, modifiedAt }): FoundArtifact[] => {
        const artifact = name.slice(folderName.length);
        return known.has(artifact) ? [] : [{ name: artifact, bytes, modifiedAt }];
      });
      return [...own, ...others];
    },

    async artifact(run, artifact) {
      const name = `${folderName}${artifact}`;
      const folder = core().runFolder(run);
      const file = path.resolve(folder, name);
      if (!file.startsWith(path.join(folder, 'artifacts') + path.sep)) return;
      if ((await stat(file).catch(() => null)) !== null) return;
      const told = (await store.filesOf(run.id)).find((one) => one.name === name);
      if (told === undefined) return;
      if (!told.isShared) throw await notPassedOn(core(), artifact, told.worker);
      await once(`${run.id}/${name}`, true, async () => {
        const fresh = `${file}.${core().newId()}.part`;
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(fresh, '', { mode: 0o600 });
        await bring(run.id, name, fresh);
        await rename(fresh, file);
        return false;
      });
    },

    async live(run) {
      if (isHere(run) || (run.status !== 'running' && run.status !== 'cancelling')) return;
      const [live] = await store.live(run.id);
      if (live === undefined) return core().progress.forget(run.id);
      if (live.progress !== null) core().progress.setProgress(run.id, live.progress);
      core().progress.setOutputs(run.id, live.outputs);
    },
  };
}

const folderName = 'artifacts/';

async function notPassedOn(core: EngineContext, file: string, worker: string) {
  const found = (await core.store.workers.all()).find(({ id }) => id === worker);
  const name = found?.name ?? worker;
  const sentence =
    found === undefined || found.address === null
      ? said`"${file}" lies on ${name} alone: all files of its run together were too much to be passed on, or it is too long ago. Open Rota on that computer to get it.`
      : said`"${file}" lies on ${name} alone: all files of its run together were too much to be passed on, or it is too long ago. Get it there: ${found.address}`;
  return rotaError('NOT_FOUND', sentence);
}

interface Brought {
  /** In monotonic ms; Infinity while it is under way. */
  at: number;
  isWhole: boolean;
  /** It was asked for as something that is over, to which nothing will be added. */
  readonly isLast: boolean;
  readonly work: Promise<void>;
}

/** Does for a key what was not done just now; what is asked for twice at once is done once, and further work waits its turn. */
function createOnce(monotonic: () => number) {
  /** By file: when it was brought last, and whether that was all of it. */
  const brought = new Map<string, Brought>();

  return function once(key: string, isLast: boolean, bring: () => Promise<boolean | 'gave up'>): Promise<void> {
    const now = monotonic();
    const before = brought.get(key);
    const isNew = before !== undefined && before.isLast === isLast && now - before.at < freshMs;
    if (before !== undefined && (before.isWhole || isNew)) return before.work;
    const work = (before?.work ?? Promise.resolve())
      .catch(() => undefined)
      .then(bring)
      .then((how) => {
        entry.isWhole = how === true;
        entry.at = monotonic() + (how === 'gave up' ? goneMs : 0);
      });
    const entry: Brought = { at: Infinity, isWhole: false, isLast, work };
    work.catch(() => (entry.at = -Infinity));
    brought.delete(key);
    brought.set(key, entry);
    const oldest = brought.keys().next().value;
    if (brought.size > mostKnown && oldest !== undefined) brought.delete(oldest);
    return work;
  };
}
