import { createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileTooLarge } from '../../../contract/errors.ts';
import { isFileParameter, maxBytesOf, megabyte, mostFileBytes, shortFileName } from '../../../contract/file-value.ts';
import type { MailFact, MailTrigger } from '../../../contract/mail-trigger.ts';
import type { Parameter, RpaProcess } from '../../../contract/process.ts';
import type { Values } from '../../store/stored-schedule.ts';
import type { ArrivedMail, AttachedFile } from '../../triggers/mail-arrivals.ts';
import type { ValueFiles } from '../shared/value-files.ts';

/** All attached files of a mail that are kept together. */
const mostTogether = 500 * megabyte;

interface MailScene {
  readonly process: RpaProcess | null;
  readonly files: Pick<ValueFiles, 'receive'>;
  /** Of the run that the mail is to make; it need not be there. */
  readonly runFolder: string;
}

/**
 * The values that a mail gives to its run, by the names of parameters; a fact that the mail does not have gives none. What a parameter takes
 * as a file is kept with the values; the paths of other attached files lead into the folder of the run. All of it is on the disk once this
 * resolves. Throws BODY_TOO_LARGE, MailGone, and what the line to the mail server throws.
 */
export async function mailValues({ values }: MailTrigger, mail: ArrivedMail, scene: MailScene): Promise<Values> {
  const { process, files, runFolder } = scene;
  const save = savingInto(path.join(runFolder, 'mail'));
  const given: Record<string, unknown> = {};
  for (const [fact, name] of Object.entries(values) as [MailFact, string][]) {
    const parameter = parameterOf(process, name);
    const value = await valueOf(fact, parameter);
    if (value !== undefined) given[name] = value;
  }
  await save.settled();
  return given;

  async function valueOf(fact: MailFact, parameter: Parameter | undefined): Promise<unknown> {
    const [first] = mail.files;
    switch (fact) {
      case 'attachment':
        if (first === undefined) return undefined;
        if (!isFileParameter(parameter)) return save.one(first);
        return files.receive(await first.open(), first.name, maxBytesOf(parameter));
      case 'attachments': {
        if (first === undefined) return undefined;
        const paths: string[] = [];
        for (const file of mail.files) paths.push(await save.one(file));
        return parameter?.type === 'array' ? paths : paths.join('\n');
      }
      case 'received':
        return new Date(mail.at).toISOString();
      case 'text':
        return mail.text();
      case 'subject':
      case 'from':
      case 'messageId':
        return mail[fact];
    }
  }
}

/** Saves attached files, each once, under names that no system refuses. */
function savingInto(folder: string) {
  const saved = new Map<AttachedFile, string>();
  const taken = new Set<string>();
  let left = mostTogether;

  function freeName(name: string): string {
    const safe = shortFileName(name);
    const { name: stem, ext } = path.parse(safe);
    for (let number = 1; ; number += 1) {
      const own = number === 1 ? safe : `${stem} (${number})${ext}`;
      // Some systems take small and capital letters for the same.
      const key = own.normalize('NFC').toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return own;
    }
  }

  return {
    async one(file: AttachedFile): Promise<string> {
      const known = saved.get(file);
      if (known !== undefined) return known;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const target = path.join(folder, freeName(file.name));
      const most = Math.min(mostFileBytes, left);
      async function* counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        let bytes = 0;
        for await (const chunk of source) {
          bytes += chunk.length;
          if (bytes > most) throw fileTooLarge(most);
          yield chunk;
        }
        left -= bytes;
      }
      await pipeline(await file.open(), counted, createWriteStream(target, { mode: 0o600, flush: true }));
      saved.set(file, target);
      return target;
    },
    /** The names are on the disk, too. Windows has no such call. */
    async settled(): Promise<void> {
      if (saved.size === 0 || globalThis.process.platform === 'win32') return;
      for (const one of [folder, path.dirname(folder), path.dirname(path.dirname(folder))]) {
        const handle = await open(one, 'r');
        await handle.sync().finally(() => handle.close());
      }
    },
  };
}

const parameterOf = (process: RpaProcess | null, name: string): Parameter | undefined =>
  process !== null && Object.hasOwn(process.parameters.properties, name)
    ? process.parameters.properties[name]
    : undefined;
