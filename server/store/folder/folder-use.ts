import { answerOfThread } from '../../thread-answer.ts';

/** As text, because a file would have to be found in the sources, in the bundles and in the packed app. */
const threadText = `
const { parentPort, workerData } = require('node:worker_threads');
const fs = require('node:fs');
const path = require('node:path');
const bytesOf = ({ blocks, size }) => (blocks === undefined ? size : blocks * 512);
function all(place, use) {
  use.files += 1;
  try {
    const facts = fs.lstatSync(place);
    use.bytes += bytesOf(facts);
    if (facts.isDirectory()) for (const name of fs.readdirSync(place)) all(path.join(place, name), use);
  } catch {}
  return use;
}
const { folders, mostFiles } = workerData;
let left = mostFiles;
function measure({ folder, known }) {
  const skip = new Set(known);
  const found = [];
  let own = { bytes: 0, mark: '' };
  let names = [];
  try {
    const facts = fs.lstatSync(folder);
    own = { bytes: bytesOf(facts), mark: facts.mtimeMs + ' ' + facts.ino };
    names = fs.readdirSync(folder);
  } catch {}
  let isAll = true;
  for (const name of names) {
    if (skip.has(name)) continue;
    if (left <= 0) {
      isAll = false;
      break;
    }
    const use = all(path.join(folder, name), { bytes: 0, files: 0 });
    left -= use.files;
    found.push([name, use.bytes]);
  }
  return { own, names, found, isAll };
}
parentPort.postMessage(folders.map(measure));
`;

/** The disk space of a folder's entries, with everything below them. */
export interface FolderUse {
  /** The folder itself; `mark` changes when an entry is added or removed. */
  readonly own: { readonly bytes: number; readonly mark: string };
  readonly names: readonly string[];
  /** Bytes of the entries that were not known. */
  readonly found: readonly (readonly [name: string, bytes: number])[];
  /** False if some entries were not measured. */
  readonly isAll: boolean;
}

/** Measures folders in a thread, without their `known` entries, until about this many files have been examined. */
export function folderUse(
  folders: readonly { readonly folder: string; readonly known: readonly string[] }[],
  mostFiles: number,
): Promise<FolderUse[]> {
  if (folders.length === 0) return Promise.resolve([]);
  return answerOfThread(threadText, { folders, mostFiles }, 'the thread that measures folders ended without an answer');
}
