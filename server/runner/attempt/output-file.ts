import { lstatSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RpaProcess } from '../../../contract/process.ts';
import { said, TranslatableError, whatItSays, type Translatable } from '../../../contract/translatable.ts';
import type { Mask } from '../stdout/mask.ts';
import type { AttemptFiles } from './attempt-files.ts';
import { type FileEncoding, textOf } from './output-bytes.ts';
import { type Outputs, maxOutputBytes, parseOutputs } from './output-text.ts';
import { outputsOfWorkItems } from './work-items.ts';

export interface OutputReader {
  /** The outputs so far if they changed since the last call, else null. Never throws. */
  peek(): Outputs | null;
  /** All outputs, once the child is over. `error` is a sentence. */
  finish(): { outputs: Outputs; error?: Translatable | string };
  /** Something was written, but gave no outputs or has an incomplete last line: typical of a disk that became full. */
  mayBeCut(outputs: Outputs): boolean;
  /** Replaces the file where it holds secrets: nobody reads it any more, and it stays as long as the run. Never throws. */
  hide(mask: Mask): void;
}

/** Reads the outputs of one attempt; checking an unchanged file costs one stat. */
export function createOutputReader(
  files: AttemptFiles,
  preset: RpaProcess['preset'],
  encoding: FileEncoding,
): OutputReader {
  const madeAt = timeOf(files.output);
  let seen = '';
  let latest: Outputs = {};

  return {
    peek() {
      try {
        const stat = statSync(files.output, { throwIfNoEntry: false });
        if (stat === undefined || !stat.isFile() || stat.size === 0 || stat.size > maxOutputBytes) return null;
        const mark = `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
        if (mark === seen) return null;
        seen = mark;
        const outputs = parseOutputs(textOf(readFileSync(files.output), '', encoding), false);
        if (JSON.stringify(outputs) === JSON.stringify(latest)) return null;
        latest = outputs;
        return outputs;
      } catch {
        return null; // Incomplete, or being replaced: a real fault is reported at the end.
      }
    },
    finish() {
      try {
        const items = preset === 'robocorp' ? read(files.workItemsOut, encoding) : null;
        const own = read(files.output, encoding);
        const outputs = {
          ...(items === null ? {} : outputsOfWorkItems(items)),
          ...(own === null ? {} : parseOutputs(own, true)),
        };
        return { outputs };
      } catch (error) {
        return { outputs: latest, error: whatItSays(error) };
      }
    },
    mayBeCut(outputs) {
      if (timeOf(files.output) === madeAt) return false;
      if (Object.keys(outputs).length === 0) return true;
      try {
        return isCutShort(readFileSync(files.output, 'latin1'));
      } catch {
        return true;
      }
    },
    hide(mask) {
      if (mask.longest() === 0) return;
      try {
        const text = read(files.output, encoding);
        const shown = text === null ? null : withoutSecrets(text, mask);
        if (shown !== text) writeFileSync(files.output, shown ?? '');
      } catch {
        emptyFile(files.output);
      }
    },
  };
}

/** The text as it is if it holds no secret; else its outputs, masked, because one may be written there over several lines. */
function withoutSecrets(text: string, mask: Mask): string {
  let outputs: Outputs | null = null;
  try {
    outputs = parseOutputs(text, true);
  } catch {
    // The text alone is searched.
  }
  const hidden = mask.hideDeep(outputs);
  const shown = mask.hideDeep(text);
  const isClean = shown === text && JSON.stringify(hidden) === JSON.stringify(outputs);
  return isClean || outputs === null ? shown : `${JSON.stringify(hidden)}\n`;
}

/** What cannot be read, or is larger than outputs may be, gives none: it is not kept with a secret that may be in it. */
function emptyFile(file: string): void {
  try {
    if (lstatSync(file).isFile()) truncateSync(file);
  } catch {
    // It is gone, or a program has it open still (Windows).
  }
}

const timeOf = (file: string): bigint | undefined => statSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs;

function read(file: string, encoding: FileEncoding): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  // Opening a pipe in its place would block forever.
  if (!stat.isFile()) {
    const what = stat.isDirectory() ? said`a folder` : said`not a plain file`;
    throw new TranslatableError(
      said`The outputs cannot be read: ${path.basename(file)} is ${what}. Write them to the file named by ROTA_OUTPUT.`,
    );
  }
  if (stat.size > maxOutputBytes) {
    throw new TranslatableError(
      said`The outputs are larger than 1 MiB (${stat.size} bytes): leave what is large as a file in the artifacts folder.`,
    );
  }
  return textOf(readFileSync(file), path.basename(file), encoding);
}

/** Whether the text ends neither with a line end nor with a complete JSON object. */
function isCutShort(text: string): boolean {
  const written = text.trimEnd();
  return !written.endsWith('}') && !text.slice(written.length).includes('\n');
}
