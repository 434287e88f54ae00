import { createHash, randomUUID } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
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
import type { SharedValues } from './elsewhere.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';

type Values = Readonly<Record<string, unknown>>;

/** Values that are files: deduplicated by the digest of their bytes, and stored for as long as a schedule or a run refers to them. */
export interface ValueFiles {
  /** Stores an upload. Throws BODY_TOO_LARGE as soon as it exceeds `mostBytes`, NO_ROOM on a full disk. Durable once resolved. */
  receive(bytes: Readable, name: string, mostBytes: number): Promise<FileValue>;
  /** Values for storage: their bytes are stored as files, and the files they refer to exist. Throws VALUE_INVALID. */
  keep(process: RpaProcess, values: Values): Promise<Values>;
  /**
   * Values for a robot: each file is copied into the folder of the run, and its value is the path. Throws VALUE_INVALID if one is
   * missing.
   */
  place(process: RpaProcess, values: Values, runFolder: string, attempt: number): Promise<Values>;
  /** Deletes files that nothing refers to, an hour after they came; resolves to their number. */
  sweep(now: number): Promise<number>;
}

/** A new file may be about to be used by a schedule. */
const unnamedMs = 3_600_000;

interface ValueFilesDeps {
  readonly home: string;
  readonly now: () => number;
  readonly inUse: () => Promise<ReadonlySet<string>>;
  /** The way to the other computers of a fleet; absent where there are none. */
  readonly others?: SharedValues | undefined;
}

export function createValueFiles(deps: ValueFilesDeps): ValueFiles {
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
      await renameStubbornly(fresh, place(digest));
      await syncFolder(folder);
      await deps.others?.give(digest, place(digest));
      return { $file: digest, name: shortFileName(name), bytes: count };
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined);
      throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? noRoom(error) : error;
    }
  }

  /** Makes the file count as new, so that the next sweep keeps it until its reference is stored. */
  async function touch(field: string, { $file, name, bytes }: FileValue, most: number): Promise<FileValue> {
    const now = new Date(deps.now());
    await bring($file);
    const found = await utimes(place($file), now, now)
      .then(() => stat(place($file)))
      .catch(() => null);
    if (found !== null) await deps.others?.touch($file, place($file));
    if (found === null || found.size !== bytes) throw invalid(field, gone);
    if (found.size > most) throw invalid(field, tooLarge(most));
    return { $file, name: shortFileName(name), bytes };
  }

  const bring = (digest: string) => bringFrom(deps.others, digest, place(digest));

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
      for (const [, { $file }] of files) await bring($file);
      // A retry gets the first attempt's copy, with the changes that attempt made.
      for (const number of [attempt - 1, attempt])
        await rm(folderOf(runFolder, number), { recursive: true, force: true });
      const paths = await copyEach(files, place, folderOf(runFolder, attempt));
      return { ...values, ...Object.fromEntries(paths) };
    },

    sweep: (now) => sweep(deps, folder, now),
  };
}

/** What was given on another computer comes here. */
async function bringFrom(others: SharedValues | undefined, digest: string, file: string): Promise<void> {
  if (others === undefined || (await stat(file).catch(() => null)) !== null) return;
  await others.fetch(digest, file);
}

async function sweep({ inUse, others }: ValueFilesDeps, folder: string, now: number): Promise<number> {
  await others?.sweep(now - unnamedMs, inUse);
  const old: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(path.join(folder, name)).catch(() => null);
    if (found && now - found.mtimeMs > unnamedMs) old.push(name);
  }
  if (old.length === 0) return 0;
  const named = await inUse();
  let removed = 0;
  for (const name of old) {
    const found = named.has(name) ? null : await stat(path.join(folder, name)).catch(() => null);
    if (found === null || now - found.mtimeMs <= unnamedMs) continue;
    await rm(path.join(folder, name), { force: true });
    removed += 1;
  }
  return removed;
}

/** Each file gets its own folder, so that it keeps its name. Returns the paths by parameter. */
async function copyEach(
  files: readonly [string, FileValue][],
  place: (digest: string) => string,
  into: string,
): Promise<[string, string][]> {
  const paths: [string, string][] = [];
  for (const [at, [name, file]] of files.entries()) {
    const own = path.join(
      into,
      `${at + 1}-${variableName(name)
        .replace(/^INPUT_/, '')
        .slice(0, 40)}`,
    );
    await mkdir(own, { recursive: true, mode: 0o700 });
    // Names are made safe when a file is stored; an older value may name a file whose name was never checked.
    const copy = path.join(own, shortFileName(file.name));
    await copyFile(place(file.$file), copy, constants.COPYFILE_FICLONE).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw invalid(`values.${name}`, gone);
      throw error.code === 'ENOSPC' ? noRoom(error) : error;
    });
    paths.push([name, copy]);
  }
  return paths;
}

const folderOf = (runFolder: string, attempt: number): string => path.join(runFolder, `attempt-${attempt}.files`);

const parameterOf = ({ parameters }: RpaProcess, name: string): Parameter | undefined =>
  Object.hasOwn(parameters.properties, name) ? parameters.properties[name] : undefined;

const gone = said`is a file that is not there any more: give it again`;
const invalid = (field: string, sentence: Translatable): RotaError =>
  new RotaError([errorDetail('VALUE_INVALID', field, sentence)]);
const noRoom = (cause: unknown): RotaError =>
  rotaError('NO_ROOM', said`The disk is full: the file cannot be kept.`, null, cause);

/** Makes the name of a new file durable, too. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
