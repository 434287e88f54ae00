import { answerOfThread } from '../../thread-answer.ts';

/** As text, because a file would have to be found in the sources, in the bundles and in the packed app. */
const threadText = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
function answerTo({ file, sql, params }) {
  let db;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
    const row = db.prepare(sql).get(...params);
    return { value: row === undefined ? null : Object.values(row)[0] };
  } catch (error) {
    return { message: error.message, errcode: error.errcode };
  } finally {
    // Before the answer: on Windows an open file can be neither moved nor removed.
    if (db) db.close();
  }
}
parentPort.postMessage(workerData.map(answerTo));
`;

export interface Question {
  readonly file: string;
  /** One read-only statement. */
  readonly sql: string;
  readonly params?: readonly string[];
}

/** The first value of the first row, or SQLite's error. */
export interface SqlAnswer {
  readonly value?: unknown;
  readonly message?: string;
  readonly errcode?: number;
}

/**
 * Runs one read-only statement in a thread, because over a long history it takes seconds, which would block other requests. Resolves
 * to the first value of its first row; rejects with SQLite's error and code, and with OUT_OF_MEANS if no thread can be had.
 */
export async function askInThread(file: string, sql: string, ...params: readonly string[]): Promise<unknown> {
  const [answer] = await askEachInThread([{ file, sql, params }]);
  if (answer?.message === undefined) return answer?.value;
  throw Object.assign(new Error(answer.message), { errcode: answer.errcode });
}

/** The same for many databases, one after the other in one thread; one answer per question, in order. */
export function askEachInThread(questions: readonly Question[]): Promise<SqlAnswer[]> {
  if (questions.length === 0) return Promise.resolve([]);
  return answerOfThread(
    threadText,
    questions.map((question) => ({ params: [], ...question })),
    'the thread that reads the database ended without an answer',
  );
}
