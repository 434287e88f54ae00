import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SharedFileStore } from '../../store/shared-file-store.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { createGiver, type Shared } from './give-files.ts';

/**
 * Gives the logs and files of what runs here to the other computers, by way of the database. It reads the files that the runs write, so
 * that no run waits for it: while the database is away they lie where they are, and are given when it is back, also after a restart.
 */
export interface FileSharing {
  /** Runs have begun or ended. */
  wake(): void;
  stop(): Promise<void>;
}

interface SharingDeps {
  readonly core: EngineContext;
  readonly home: string;
  readonly running: () => ReadonlyMap<string, { readonly attempt: number }>;
}

const lookEveryMs = 250;
/** After something could not be given. */
const againMs = 1_000;

export function shareFiles(store: SharedFileStore, deps: SharingDeps): FileSharing {
  const { core } = deps;
  const attempts = createAttempts(core, path.join(deps.home, 'sharing'));
  let cancel: (() => void) | null = null;
  let working: Promise<void> | null = null;
  let isStopped = false;
  let wasTold = false;

  const { giveLog, giveLive, giveRest } = createGiver(store, core, () => isStopped);
  async function look(): Promise<void> {
    await attempts.take();
    for (const one of attempts.open()) {
      if (isStopped) return;
      const isOver = deps.running().get(one.id)?.attempt !== one.attempt;
      const isAllGiven = await giveLog(one);
      if (!isOver) await giveLive(one);
      if (!isOver || !isAllGiven) continue;
      await giveRest(one);
      await attempts.given(one);
    }
  }

  function again(ms: number): void {
    cancel?.();
    cancel = isStopped ? null : core.clock.after(ms, () => void next());
  }

  function next(): Promise<void> {
    cancel = null;
    return (working ??= look()
      .then(
        () => {
          wasTold = false;
          if (attempts.open().length > 0 || deps.running().size > 0) again(lookEveryMs);
        },
        (error: unknown) => {
          if (!wasTold)
            core.log.warn('the other computers cannot be given logs and files now; it is tried again', { error });
          wasTold = true;
          again(againMs);
        },
      )
      .finally(() => (working = null)));
  }

  working = attempts
    .takeOver()
    .catch((error: unknown) => core.log.warn('what was not given yet of logs and files could not be found', { error }))
    .finally(() => {
      working = null;
      again(0);
    });
  return {
    wake() {
      for (const [id, { attempt }] of deps.running()) attempts.note(id, attempt);
      if (working === null && cancel === null) again(lookEveryMs);
    },
    async stop() {
      await working;
      // What ended last is given, if it can be.
      await look().catch(() => undefined);
      isStopped = true;
      cancel?.();
    },
  };
}

/** The attempts whose files are given. Each has a file with its name until that is done, so that the next process goes on with it. */
function createAttempts(core: EngineContext, marks: string) {
  const open = new Map<string, Shared>();
  /** Noted, and not looked up yet. */
  let begun = new Map<string, number>();
  const keyOf = (id: string, attempt: number) => `${id}.${attempt}`;

  function add(id: string, attempt: number, folder: string): void {
    const key = keyOf(id, attempt);
    if (!open.has(key)) open.set(key, { id, attempt, folder, given: null, tailMark: 0, progress: null });
  }

  return {
    open: () => [...open.values()],

    note(id: string, attempt: number): void {
      if (!open.has(keyOf(id, attempt))) begun.set(id, attempt);
    },

    async take(): Promise<void> {
      if (begun.size === 0) return;
      const noted = begun;
      begun = new Map();
      try {
        await mkdir(marks, { recursive: true, mode: 0o700 });
        for (const run of await core.store.runs.some([...noted.keys()])) {
          const attempt = noted.get(run.id) ?? run.attempt;
          await writeFile(path.join(marks, keyOf(run.id, attempt)), '', { mode: 0o600 });
          add(run.id, attempt, core.runFolder(run));
        }
      } catch (error) {
        begun = new Map([...noted, ...begun]);
        throw error;
      }
    },

    async given({ id, attempt }: Shared): Promise<void> {
      open.delete(keyOf(id, attempt));
      await rm(path.join(marks, keyOf(id, attempt)), { force: true });
    },

    /** What an earlier process has not given to the end. */
    async takeOver(): Promise<void> {
      const left = (await readdir(marks).catch(() => [])).flatMap((name) => {
        const [, id = '', attempt = ''] = /^(.+)\.(\d+)$/.exec(name) ?? [];
        return id === '' ? [] : [{ id, attempt: Number(attempt) }];
      });
      const runs = new Map((await core.store.runs.some(left.map(({ id }) => id))).map((run) => [run.id, run]));
      for (const { id, attempt } of left) {
        const run = runs.get(id);
        if (run === undefined) await rm(path.join(marks, keyOf(id, attempt)), { force: true });
        else add(id, attempt, core.runFolder(run));
      }
    },
  };
}
