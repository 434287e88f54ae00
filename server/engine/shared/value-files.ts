import { createHash, randomUUID } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorDetail, fileTooLarge, rotaError, RotaError } from '../../../contract/errors.ts';
import {
  isFileParameter,
  isFileValue,
  maxBytesOf,
  shortFileName,
  type FileValue,
} from '../../../contract/file-value.ts';
import type { Parameter, RpaProcess } from '../../../contract/process.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { FileContent, tooLarge } from '../../domain/values/file-values.ts';
import { variableName } from '../../domain/variable-name.ts';

type Values = Readonly<Record<string, unknown>>;

/** Values that are files: kept once under the digest of their bytes, for as long as a schedule or a run names them. */
export interface ValueFiles {
  /** Keeps what comes. Throws BODY_TOO_LARGE as soon as it is more than `mostBytes`, NO_ROOM on a full disk. Durable once resolved. */
  receive(bytes: Readable, name: string, mostBytes: number): Promise<FileValue>;
  /** Values as they are stored: bytes that came in them are kept, and what they name is there. Throws VALUE_INVALID. */
  keep(process: RpaProcess, values: Values): Promise<Values>;
  /** Values as a robot gets them: a copy of each file in the folder of the run, and its path. Throws VALUE_INVALID where one is gone. */
  place(process: RpaProcess, values: Values, runFolder: string, attempt: number): Promise<Values>;
  /** Removes what nobody names, an hour after it came; returns how many. */
  sweep(now: number): Promise<number>;
}

/** What just came may be on its way into a schedule. */
const unnamedMs = 3_600_000;

export function createValueFiles(deps: {
  readonly home: string;
  readonly now: () => number;
  readonly inUse: () => Promise<ReadonlySet<string>>;
}): ValueFiles {
  const folder = path.join(deps.home, 'files');
  const place = (digest: string): string => path.join(folder, digest);

  async function receive(bytes: Readable, name: string, mostBytes: number): Promise<FileValue> {
    const fresh = path.join(folder, `new-${randomUUID()}`);
    const hash = createHash('sha256');
    let count = 0;
    const counting = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        count += chunk.length;
        hash.update(chunk);
        done(count > mostBytes ? fileTooLarge(mostBytes) : null, chunk);
      },
    });
    try {
      await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      await pipeline(bytes, counting, createWriteStream(fresh, { mode: 0o600, flush: true }));
      const digest = hash.digest('hex');
      await rename(fresh, place(digest));
      await syncFolder(folder);
      return { $file: digest, name: shortFileName(name), bytes: count };
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined);
      throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? noRoom(error) : error;
    }
  }

  /** That it is named is known before the next sweep: it counts as new from now. */
  async function touch(field: string, { $file, name, bytes }: FileValue, most: number): Promise<FileValue> {
    const now = new Date(deps.now());
    const found = await utimes(place($file), now, now)
      .then(() => stat(place($file)))
      .catch(() => null);
    if (found === null || found.size !== bytes) throw invalid(field, gone);
    if (found.size > most) throw invalid(field, tooLarge(most));
    return { $file, name: shortFileName(name), bytes };
  }

  return {
    receive,

    async keep(process, values) {
      const kept: [string, unknown][] = [];
      for (const [name, value] of Object.entries(values)) {
        const parameter = parameterOf(process, name);
        const most = maxBytesOf(parameter);
        if (value instanceof FileContent)
          kept.push([name, await receive(Readable.from([value.content]), value.name, most)]);
        else if (isFileParameter(parameter) && isFileValue(value))
          kept.push([name, await touch(`values.${name}`, value, most)]);
        else kept.push([name, value]);
      }
      return Object.fromEntries(kept);
    },

    async place(process, values, runFolder, attempt) {
      const files = Object.entries(values).filter(
        ([name, value]) => isFileParameter(parameterOf(process, name)) && isFileValue(value),
      ) as [string, FileValue][];
      if (files.length === 0) return values;
      // A retry gets what the first try got, whatever that has made of it.
      for (const number of [attempt - 1, attempt])
        await rm(folderOf(runFolder, number), { recursive: true, force: true });
      const paths: [string, string][] = [];
      for (const [at, [name, file]] of files.entries()) {
        const own = path.join(
          folderOf(runFolder, attempt),
          `${at + 1}-${variableName(name)
            .replace(/^INPUT_/, '')
            .slice(0, 40)}`,
        );
        await mkdir(own, { recursive: true, mode: 0o700 });
        // Names are made safe when a file is kept; what once stood in the values as it was given may be called a file since.
        const target = path.join(own, shortFileName(file.name));
        await copyFile(place(file.$file), target, constants.COPYFILE_FICLONE).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') throw invalid(`values.${name}`, gone);
          throw error.code === 'ENOSPC' ? noRoom(error) : error;
        });
        paths.push([name, target]);
      }
      return { ...values, ...Object.fromEntries(paths) };
    },

    async sweep(now) {
      const old: string[] = [];
      for (const name of await readdir(folder).catch(() => [])) {
        const found = await stat(place(name)).catch(() => null);
        if (found && now - found.mtimeMs > unnamedMs) old.push(name);
      }
      if (old.length === 0) return 0;
      const inUse = await deps.inUse();
      let removed = 0;
      for (const name of old) {
        const found = inUse.has(name) ? null : await stat(place(name)).catch(() => null);
        if (found === null || now - found.mtimeMs <= unnamedMs) continue;
        await rm(place(name), { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

const folderOf = (runFolder: string, attempt: number): string => path.join(runFolder, `attempt-${attempt}.files`);

const parameterOf = ({ parameters }: RpaProcess, name: string): Parameter | undefined =>
  Object.hasOwn(parameters.properties, name) ? parameters.properties[name] : undefined;

const gone = said`is a file that is not there any more: give it again`;
const invalid = (field: string, sentence: Translatable): RotaError =>
  new RotaError([errorDetail('VALUE_INVALID', field, sentence)]);
const noRoom = (cause: unknown): RotaError =>
  rotaError('NO_ROOM', said`The disk is full: the file cannot be kept.`, null, cause);

/** The name of a new file is on disk, too. Windows knows no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
