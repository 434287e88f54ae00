import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isFileParameter, maxBytesOf, shortFileName } from '../../../contract/file-value.ts';
import type { RemoteTrigger } from '../../../contract/remote-trigger.ts';
import type { NewRun } from '../../store/stored-run.ts';
import type { StoredSchedule, Values } from '../../store/stored-schedule.ts';
import type { ArrivedRemote } from '../../triggers/remote-arrivals.ts';
import { isPutAway } from '../../triggers/remote-done.ts';
import { newRun, type EngineContext } from '../shared/engine-context.ts';
import { startBasis, type StartDeps } from './start-basis.ts';
import { blockedBy } from './mail-starts.ts';
import { ownerAsCaller } from './owner-as-caller.ts';

/**
 * The value that a file of a server gives to its run: the path of its copy in the folder of the run, or the file itself where the parameter is
 * one. It is on the disk once this resolves. Throws what the server, or the disk, throws.
 */
async function remoteValue(
  core: EngineContext,
  process: string,
  { valueName }: RemoteTrigger & { readonly valueName: string },
  file: ArrivedRemote,
  runFolder: string,
): Promise<Values> {
  const parameter = core.processOf(process)?.parameters.properties[valueName];
  const folder = path.join(runFolder, 'received');
  const name = shortFileName(file.name);
  const [draft, whole] = [path.join(folder, '.download.part'), path.join(folder, name)];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await file.download(draft);
  if (isFileParameter(parameter)) {
    const value = await core.files.receive(createReadStream(draft), name, maxBytesOf(parameter));
    await rm(folder, { recursive: true, force: true });
    return { [valueName]: value };
  }
  await settled(draft, 'r+');
  await rename(draft, whole);
  if (globalThis.process.platform !== 'win32')
    for (const one of [folder, runFolder, path.dirname(runFolder)]) await settled(one, 'r');
  return { [valueName]: whole };
}

/** Windows has no such call for folders. */
async function settled(place: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(place, flags);
  await handle.sync().finally(() => handle.close());
}

/** Runs of files of servers. */
export interface RemoteStarts {
  /** The run of a file, once: whether it made one; null if the schedule is not active in this version any more. Throws what the server throws. */
  remoteArrived(schedule: StoredSchedule, trigger: RemoteTrigger, file: ArrivedRemote): Promise<boolean | null>;
}

export function createRemoteStarts(deps: StartDeps): RemoteStarts {
  const { core } = deps;
  const { checked } = startBasis(deps);

  async function inputOf(
    schedule: StoredSchedule,
    trigger: RemoteTrigger,
    file: ArrivedRemote,
    folder: string,
  ): Promise<Partial<NewRun>> {
    const { valueName } = trigger;
    if (valueName === null) return {};
    try {
      const given = await remoteValue(core, schedule.process, { ...trigger, valueName }, file, folder);
      const values = { ...core.openValues(schedule.values), ...given };
      return { input: await checked(schedule.process, values, ownerAsCaller(schedule)) };
    } catch (error) {
      return blockedBy(error);
    }
  }

  return {
    async remoteArrived(schedule, trigger, file) {
      const { process, options, worker: named } = schedule;
      const { key, name, path: place, stamp, at } = file;
      const run = newRun(core, {
        ...{ process, options, named, trigger: 'file', starter: null, startedBy: null, dueAt: core.clock.now() },
        startReason: { code: 'remote-file-arrived', params: { file: name, server: trigger.host, at } },
      });
      const folder = core.runFolder({ id: run.id, queuedAt: run.at });
      const withoutFolder = () => rm(folder, { recursive: true, force: true });
      const given = await inputOf(schedule, trigger, file, folder).catch(async (error: unknown) => {
        await withoutFolder();
        throw error;
      });
      const mark = { key, path: place, stamp, at: core.clock.now(), moves: isPutAway(trigger) };
      // After an error the copy stays: the run may have been kept all the same.
      const stored = await core.store.triggers.start(schedule, trigger.id, [{ mark, run: { ...run, ...given } }]);
      for (const one of stored ?? []) core.announcements.run(one);
      if (stored?.length === 1) deps.dispatcher.wake();
      else await withoutFolder();
      return stored === null ? null : stored.length > 0;
    },
  };
}
