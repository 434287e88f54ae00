// OneStepNotepadRunner: opens the computer's text editor, types a full name, saves, closes, gives the name as output x.
import path from 'node:path';
import { typeInEditor } from './desktop.mjs';
import { readOrder } from './full-name.mjs';
import { createNote, writeNote } from './note.mjs';
import {
  artifactsFolder,
  attemptMark,
  cancelSignal,
  log,
  progress,
  readValues,
  warn,
  writeOutputs,
} from './rota-child.mjs';

const exitCode = /** @type {const} */ ({ done: 0, failed: 1, badValues: 2, cancelled: 143 });

/** @returns {Promise<number>} the exit code */
async function main() {
  const signal = cancelSignal();
  const order = readOrder(readValues());
  if (!order.ok) {
    process.stderr.write(`${order.why}\n`);
    return exitCode.badValues;
  }
  const { fullName, delayMs, keepOpen } = order;
  const folder = artifactsFolder();
  const file = path.join(folder, `note-${attemptMark()}.txt`);
  const screenshotFile = path.join(folder, 'window.png');
  createNote(file);
  progress(5, 'looking for a text editor');
  try {
    const result = await typeInEditor({ file, text: fullName, delayMs, keepOpen, screenshotFile, signal });
    if (result.typed) log(`${result.editor} typed and saved ${file}`);
    else {
      writeNote(file, fullName);
      warn(`${result.why} The robot wrote the file itself: ${file}`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    process.stderr.write('Cancelled: the editor is closed.\n');
    return exitCode.cancelled;
  }
  writeOutputs({ x: fullName });
  progress(100, 'done');
  return exitCode.done;
}

const code = await main().catch((/** @type {unknown} */ error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return exitCode.failed;
});
// An Electron utility process does not end by itself when nothing is left to do, so it exits explicitly, after all output is flushed.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
