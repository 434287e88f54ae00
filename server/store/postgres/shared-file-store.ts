import type { Progress } from '../../../contract/run.ts';
import type { Row } from '../rows/rows.ts';
import type { Live, SharedFile, SharedFileStore } from '../shared-file-store.ts';
import { storedJson } from '../stored-json.ts';
import type { Values } from '../stored-schedule.ts';
import type { Database } from './connection.ts';
import { newsChannel } from './news.ts';

/** A NOTIFY holds 7,999 bytes. */
const mostTold = 6_000;
const valueAtOnce = 1_048_576;

// Each statement goes to any free connection and is a transaction of its own: it waits for no change of a run.

export const createSharedFileStore = (db: Database): SharedFileStore => ({
  ...runPieces(db),
  ...runFiles(db),
  ...liveRuns(db),
  ...valueFiles(db),
});

function runPieces(db: Database) {
  return {
    async add(run: string, name: string, at: number, body: Buffer): Promise<void> {
      await db.run(
        'INSERT INTO run_piece (run, file, at, body) SELECT seq, $2, $3, $4 FROM run WHERE id = $1 ON CONFLICT DO NOTHING',
        run,
        name,
        at,
        body,
      );
    },

    async replace(run: string, name: string, body: Buffer): Promise<void> {
      await db.run(
        `WITH present AS (SELECT seq FROM run WHERE id = $1),
           gone AS (DELETE FROM run_piece USING present WHERE run = seq AND file = $2 AND at > 0)
         INSERT INTO run_piece (run, file, at, body) SELECT seq, $2, 0, $3 FROM present
         ON CONFLICT (run, file, at) DO UPDATE SET body = excluded.body, kept_at = excluded.kept_at`,
        run,
        name,
        body,
      );
    },

    async read(run: string, name: string, from: number, most: number): Promise<Buffer> {
      const rows = await db.all(
        `SELECT at, body FROM run_piece WHERE run = (SELECT seq FROM run WHERE id = $1) AND file = $2 AND at > $3 - ${pieceBytes} AND at + length(body) > $3
         ORDER BY at LIMIT $4`,
        run,
        name,
        from,
        Math.max(1, Math.ceil(most / pieceBytes)),
      );
      return following(rows, from);
    },

    async size(run: string, name: string): Promise<number> {
      const row = await db.get(
        `SELECT max(at + length(body)) AS size FROM run_piece WHERE run = (SELECT seq FROM run WHERE id = $1) AND file = $2`,
        run,
        name,
      );
      return Number(row?.['size'] ?? 0);
    },
  };
}

function runFiles(db: Database) {
  return {
    async tell(run: string, files: readonly SharedFile[]): Promise<void> {
      for (const { name, bytes, modifiedAt, worker, isShared } of files)
        await db.run(
          `INSERT INTO run_file (run, file, bytes, modified_at, worker, is_shared)
           SELECT seq, $2, $3, $4, $5, $6 FROM run WHERE id = $1
           ON CONFLICT (run, file) DO UPDATE SET bytes = excluded.bytes, modified_at = excluded.modified_at, worker = excluded.worker,
             is_shared = excluded.is_shared`,
          ...[run, name, bytes, modifiedAt, worker, isShared ? 1 : 0],
        );
    },

    filesOf: async (run: string): Promise<SharedFile[]> =>
      (await db.all('SELECT * FROM run_file WHERE run = (SELECT seq FROM run WHERE id = $1) ORDER BY file', run)).map(
        toFile,
      ),

    removeOld: (before: number, slice: number): Promise<number> =>
      db.write(async (sql) => {
        const gone = await sql.all(
          `WITH old AS (SELECT run, file, at FROM run_piece WHERE kept_at < $1 ORDER BY kept_at LIMIT $2 FOR UPDATE SKIP LOCKED)
           DELETE FROM run_piece USING old WHERE run_piece.run = old.run AND run_piece.file = old.file AND run_piece.at = old.at
           RETURNING run_piece.run, run_piece.file`,
          before,
          slice,
        );
        for (const row of new Map(gone.map((one) => [`${one['run']} ${one['file']}`, one])).values())
          await sql.run(
            'UPDATE run_file SET is_shared = 0 WHERE run = $1 AND file = $2',
            Number(row['run']),
            String(row['file']),
          );
        return gone.length;
      }),
  };
}

const toFile = (row: Row): SharedFile => ({
  name: String(row['file']),
  bytes: Number(row['bytes']),
  modifiedAt: Number(row['modified_at']),
  worker: String(row['worker']),
  isShared: row['is_shared'] === 1,
});

function liveRuns(db: Database) {
  return {
    async setLive({ run, progress, outputs }: Live): Promise<void> {
      const told = JSON.stringify(progress);
      const short =
        told.length > mostTold ? JSON.stringify({ ...progress, text: progress?.text?.slice(0, 1_000) }) : told;
      await db.run(
        `WITH kept AS (
           INSERT INTO run_live (run, progress, outputs) SELECT seq, $2, $3 FROM run WHERE id = $1
           ON CONFLICT (run) DO UPDATE SET progress = excluded.progress, outputs = excluded.outputs)
         SELECT pg_notify($4, $5)`,
        run,
        told,
        JSON.stringify(outputs),
        newsChannel,
        `${db.origin} progress ${run} ${short}`,
      );
    },

    async live(run?: string): Promise<Live[]> {
      const rows = await db.all(
        `SELECT run.id, progress, run_live.outputs FROM run_live JOIN run ON run.seq = run_live.run
         WHERE run.status <> 'ended' AND ($1::text IS NULL OR run.id = $1)`,
        run ?? null,
      );
      return rows.map((row) => ({
        run: String(row['id']),
        progress: storedJson<Progress | null>(String(row['progress'])),
        outputs: storedJson<Values>(String(row['outputs'])),
      }));
    },
  };
}

function valueFiles(db: Database) {
  return {
    async addValue(digest: string, at: number, body: Buffer, isLast: boolean): Promise<void> {
      await db.run(
        'INSERT INTO value_piece (digest, at, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        ...[digest, at, body],
      );
      if (isLast)
        await db.run(
          'INSERT INTO value_file (digest) VALUES ($1) ON CONFLICT (digest) DO UPDATE SET used_at = excluded.used_at',
          digest,
        );
    },

    async readValue(digest: string, from: number): Promise<Buffer> {
      const rows = await db.all(
        'SELECT at, body FROM value_piece WHERE digest = $1 AND at >= $2 ORDER BY at LIMIT $3',
        ...[digest, from, valueAtOnce / pieceBytes],
      );
      return following(rows, from);
    },

    touchValue: async (digest: string) =>
      (await db.run('UPDATE value_file SET used_at = now_ms() WHERE digest = $1', digest)) === 1,

    oldValues: async (before: number, slice: number) =>
      (await db.all('SELECT digest FROM value_file WHERE used_at < $1 ORDER BY used_at LIMIT $2', before, slice)).map(
        (row) => String(row['digest']),
      ),

    removeValues: (digests: readonly string[], before: number): Promise<void> =>
      db.write(async (sql) => {
        await sql.run(
          `WITH gone AS (DELETE FROM value_file WHERE digest = ANY($1) AND used_at < $2 RETURNING digest)
           DELETE FROM value_piece USING gone WHERE value_piece.digest = gone.digest`,
          digests,
          before,
        );
      }),
  };
}

/** The size of a piece, as those who add them make it. */
export const pieceBytes = 65_536;

/** What follows an offset without a gap. */
function following(rows: readonly Row[], from: number): Buffer {
  const parts: Buffer[] = [];
  let end = from;
  for (const row of rows) {
    const at = Number(row['at']);
    const body = Buffer.from(String(row['body']).slice(2), 'hex');
    if (at > end) break;
    if (at + body.length <= end) continue;
    parts.push(body.subarray(end - at));
    end = at + body.length;
  }
  return Buffer.concat(parts);
}
