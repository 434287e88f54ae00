import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { oneLine } from '../runner/rig.ts';
import { isWindows } from '../support/windows.ts';

/** Where the children of a fault test record that they ran, independent of Rota's records. */
export interface Ledger {
  readonly file: string;
  /** A program that writes one line when it begins, and one when it ends after some ms. */
  child(ms: number): { command: string; args: string[] };
  /** Run id and attempt of all that began. */
  begun(): Promise<{ run: string; attempt: number; pid: number }[]>;
}

/** A line of this length is appended atomically, even with other writers. */
export async function openLedger(folder: string): Promise<Ledger> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'ledger');
  await writeFile(file, '');
  const script = `echo "begin $ROTA_RUN_ID $ROTA_ATTEMPT $$" >> "$1"; sleep "$2"; echo "end $ROTA_RUN_ID $ROTA_ATTEMPT $$" >> "$1"`;
  const onWindows = `const { appendFileSync } = require('fs');
    const [file, ms] = process.argv.slice(1);
    const tell = (what) =>
      appendFileSync(file, [what, process.env.ROTA_RUN_ID, process.env.ROTA_ATTEMPT, process.pid].join(' ') + '\\n');
    tell('begin');
    setTimeout(() => tell('end'), Number(ms));`;
  return {
    file,
    child: (ms) =>
      isWindows
        ? oneLine(onWindows, file, String(ms))
        : { command: '/bin/sh', args: ['-c', script, 'ledger', file, String(ms / 1000)] },
    async begun() {
      const lines = (await readFile(file, 'utf8')).split('\n');
      return lines.flatMap((line) => {
        const [what, run, attempt, pid] = line.split(' ');
        return what === 'begin' && run !== undefined ? [{ run, attempt: Number(attempt), pid: Number(pid) }] : [];
      });
    },
  };
}
