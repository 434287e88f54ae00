/**
 * The thread of run-packs.ts. As text, because a file would have to be found in the sources, in the bundles and in the packed app. A
 * folder is archived as a whole or not at all; its files are deleted one by one only after the commit is durable.
 */
export const packsText = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const fs = require('node:fs');
const path = require('node:path');
const { op, day, file } = workerData;

const ours = /^attempt-\\d{1,6}\\.(log|input\\.json|output|cancel|work-items\\.json)$/;
const artifacts = 'artifacts';

/** To read it as well: what a kill left half done is rolled back by who may write. */
const open = () => new DatabaseSync(file, { timeout: 10000 });
/** Killed before its first commit it has nothing in it. */
const isBlank = (db) => db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'file'").get() === undefined;

function openNew() {
  // SQLite gives its other files the rights of this one: for its owner only.
  fs.closeSync(fs.openSync(file, 'a', 0o600));
  const db = open();
  db.exec('PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS file (run TEXT NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (run, name)) STRICT, WITHOUT ROWID');
  return db;
}

/** The files of a run with what is in them; null where not all of it may go into the pack. */
function smallOnes(folder, most) {
  const found = [];
  let bytes = 0;
  try {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const place = path.join(folder, entry.name);
      if (entry.name === artifacts && entry.isDirectory()) {
        if (fs.readdirSync(place).length > 0) return null;
      } else {
        if (!entry.isFile() || !ours.test(entry.name)) return null;
        const { size, mtimeMs, nlink } = fs.lstatSync(place);
        bytes += size;
        if (bytes > most || nlink > 1) return null;
        const content = fs.readFileSync(place);
        if (content.length !== size) return null;
        found.push({ name: entry.name, place, size, mtimeMs, content });
      }
    }
  } catch {
    return null;
  }
  return found;
}

/** Whoever still writes to a file keeps it, and it goes before what the pack has. */
function clear(folder, files) {
  try {
    for (const { place, size, mtimeMs } of files) {
      const now = fs.lstatSync(place);
      if (now.size !== size || now.mtimeMs !== mtimeMs) return;
      fs.unlinkSync(place);
    }
  } catch {}
  for (const place of [path.join(folder, artifacts), folder]) {
    try {
      fs.rmdirSync(place);
    } catch {}
  }
}

function transaction(db, work) {
  db.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const verbs = {
  pack({ ids, mostBytes }) {
    const runs = [];
    for (const id of ids) {
      const folder = path.join(day, id);
      const files = smallOnes(folder, mostBytes);
      if (files !== null) runs.push({ id, folder, files });
    }
    if (runs.length === 0) return [];
    const db = openNew();
    try {
      const put = db.prepare('INSERT OR REPLACE INTO file VALUES (?, ?, ?)');
      transaction(db, () => {
        for (const { id, files } of runs) for (const { name, content } of files) put.run(id, name, content);
      });
    } finally {
      db.close();
    }
    for (const { folder, files } of runs) clear(folder, files);
    return runs.map(({ id }) => id);
  },
  read({ id, name }) {
    const db = open();
    try {
      if (isBlank(db)) return null;
      return db.prepare('SELECT content FROM file WHERE run = ? AND name = ?').get(id, name)?.content ?? null;
    } finally {
      db.close();
    }
  },
  unpack({ id }) {
    const db = open();
    try {
      if (isBlank(db)) return false;
      const files = db.prepare('SELECT name, content FROM file WHERE run = ?').all(id);
      if (files.length === 0) return false;
      fs.mkdirSync(path.join(day, id, artifacts), { recursive: true, mode: 0o700 });
      for (const { name, content } of files) {
        try {
          fs.writeFileSync(path.join(day, id, name), content, { mode: 0o600, flag: 'wx' });
        } catch (error) {
          if (error.code !== 'EEXIST') throw error;
        }
      }
      return true;
    } finally {
      db.close();
    }
  },
  drop({ ids }) {
    const db = open();
    let isEmpty = isBlank(db);
    try {
      if (!isEmpty) {
        const gone = db.prepare('DELETE FROM file WHERE run = ?');
        isEmpty = transaction(db, () => {
          for (const id of ids) gone.run(id);
          return db.prepare('SELECT 1 FROM file LIMIT 1').get() === undefined;
        });
      }
    } finally {
      db.close();
    }
    if (isEmpty) fs.rmSync(file, { force: true });
  },
  ids() {
    const db = open();
    try {
      if (isBlank(db)) return [];
      return db.prepare('SELECT DISTINCT run FROM file').all().map(({ run }) => run);
    } finally {
      db.close();
    }
  },
};

let answer;
try {
  answer = { value: verbs[op](workerData) };
} catch (error) {
  answer = { message: error.message, errcode: error.errcode };
}
parentPort.postMessage(answer);
`;
