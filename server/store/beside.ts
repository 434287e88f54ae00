import { Worker } from 'node:worker_threads';

/** As text, because a file would have to be found in the sources, in the bundles and in the packed app alike. */
const threadText = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const { file, sql, params } = workerData;
let db;
let answer;
try {
  db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  const row = db.prepare(sql).get(...params);
  answer = { value: row === undefined ? null : Object.values(row)[0] };
} catch (error) {
  answer = { message: error.message, errcode: error.errcode };
}
// Before the answer: on Windows an open file can be neither moved nor removed.
if (db) db.close();
parentPort.postMessage(answer);
`;

interface ThreadAnswer {
  readonly value?: unknown;
  readonly message?: string;
  readonly errcode?: number;
}

/**
 * One statement that only reads a database, in a thread of its own: over a long history it takes seconds, in which others want to be
 * answered. Resolves with the first value of its first row; rejects with what SQLite says, by its code.
 */
export function askBeside(file: string, sql: string, ...params: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadText, {
      eval: true,
      workerData: { file, sql, params },
    });
    thread.once('message', ({ value, message, errcode }: ThreadAnswer) => {
      if (message === undefined) resolve(value);
      else reject(Object.assign(new Error(message), { errcode }));
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread that reads the database ended without an answer')));
  });
}
