import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Announcement, Notice } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import { scheduleDraft, type Plan, type ScheduleRow } from '../../contract/schedule.ts';
import { startRota, type TestServer } from '../support/server.ts';

// A real server whose wall clock the test changes while it runs; its steady clock, its timers and the kernel's are unchanged. Its hosts and
// robots see the same clock.

/** libfaketime (Debian: libfaketime); null where there is none. */
export const fakeTimeLibrary = findLibrary();

function findLibrary(): string | null {
  if (process.platform !== 'linux') return null;
  for (const base of ['/usr/lib', '/usr/local/lib', '/usr/lib64'])
    for (const folder of [
      '',
      ...(existsSync(base) ? readdirSync(base).filter((name) => name.includes('linux-gnu')) : []),
    ]) {
      const file = path.join(base, folder, 'faketime', 'libfaketime.so.1');
      if (existsSync(file)) return file;
    }
  return null;
}

export interface WallClock {
  /** Environment variables that put a process under this clock. */
  readonly env: Record<string, string>;
  /** The current time of this clock, epoch ms. */
  now(): number;
  /** Moves the clock by some ms; returns the new time. */
  move(byMs: number): number;
}

/** A clock that starts at `at` and runs on. */
export async function createWallClock(at: number): Promise<WallClock> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rota-clock-'));
  const file = path.join(folder, 'offset');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  let offset = 0;
  const clock: WallClock = {
    env: {
      LD_PRELOAD: fakeTimeLibrary ?? '',
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    now: () => Date.now() + offset,
    move(byMs) {
      offset += byMs;
      // Written by rename: it is read at every clock call.
      writeFileSync(`${file}.new`, `${offset >= 0 ? '+' : '-'}${(Math.abs(offset) / 1000).toFixed(3)}\n`);
      renameSync(`${file}.new`, file);
      return clock.now();
    },
  };
  clock.move(at - Date.now());
  return clock;
}

export interface SetServer extends TestServer {
  readonly clock: WallClock;
  /** Resolves with the first non-null result of `pick`, including for past announcements. Sends no requests. */
  told<T>(what: string, pick: (announcement: Announcement) => T | false | null | undefined): Promise<T>;
  /** The latest state of each run, oldest first. */
  seen(schedule: string): Run[];
  notice(kind: Notice['kind']): Promise<Notice>;
  schedule(process: string, plan: Plan | string, options?: object): Promise<string>;
  /** Every run of a schedule, oldest first, from the API. */
  runs(schedule: string): Promise<Run[]>;
  row(schedule: string): Promise<ScheduleRow>;
}

export const cron = (quartz: string): Plan => ({ kind: 'cron', quartz, timezone: 'UTC', start: null, end: null });

const patienceMs = 60_000;

export async function startSetServer(
  clock: WallClock,
  options: { home?: string; env?: Record<string, string> } = {},
): Promise<SetServer> {
  const server = await startRota({ ...options, env: { ...clock.env, ...options.env } });
  const announcements: Announcement[] = [];
  let listeners: ((announcement: Announcement) => void)[] = [];
  const stopped = new AbortController();
  const { token } = JSON.parse(await readFile(path.join(server.home, 'connection.json'), 'utf8')) as { token: string };
  const stream = await fetch(`${server.url}/api/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stopped.signal,
  });
  void hear(stream).catch(() => undefined);

  async function hear(answer: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        if (!line.startsWith('data:')) continue;
        const announcement = JSON.parse(line.slice(5)) as Announcement;
        announcements.push(announcement);
        for (const listener of listeners) listener(announcement);
      }
    }
  }

  function told<T>(what: string, pick: (announcement: Announcement) => T | false | null | undefined): Promise<T> {
    for (const announcement of announcements) {
      const picked = pick(announcement);
      if (picked) return Promise.resolve(picked);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Waited in vain: ${what}.\n${server.output()}`)), patienceMs);
      const listener = (announcement: Announcement) => {
        const picked = pick(announcement);
        if (!picked) return;
        clearTimeout(timer);
        listeners = listeners.filter((other) => other !== listener);
        resolve(picked);
      };
      listeners.push(listener);
    });
  }

  return {
    ...server,
    clock,
    told,
    seen(schedule) {
      const latest = new Map<string, Run>();
      for (const one of announcements)
        if (one.type === 'run' && one.run.scheduleId === schedule) latest.set(one.run.id, one.run);
      return [...latest.values()];
    },
    notice: (kind) =>
      told(`a notice: ${kind}`, (one) => one.type === 'notice' && one.notice.kind === kind && one.notice),
    async schedule(process, plan, schedulingOptions = {}) {
      const draft = scheduleDraft.parse({
        process,
        plan: typeof plan === 'string' ? cron(plan) : plan,
        options: schedulingOptions,
      });
      return (await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft)).row.id;
    },
    async runs(schedule) {
      const found: Run[] = [];
      for (let before: number | null = null, isFirst = true; isFirst || before !== null; isFirst = false) {
        const page: { runs: Run[]; next: number | null } = await server.console(
          'GET',
          `/api/runs?result=all&limit=200&schedule=${schedule}${before === null ? '' : `&before=${before}`}`,
        );
        found.push(...page.runs);
        before = page.next;
      }
      return found.reverse();
    },
    row: async (id) => (await server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${id}`)).row,
    async kill() {
      stopped.abort();
      await server.kill();
    },
    async stop(how) {
      stopped.abort();
      await server.stop(how);
    },
  };
}

/** Checks the assumption of this suite, with this Node: the library changes only the wall clock. */
export function clocksUnderLibrary(clock: WallClock): { wall: number; steady: number; sql: number } {
  const script = `const {DatabaseSync}=require('node:sqlite');const fs=require('node:fs');
    const look=()=>({wall:Date.now(),steady:performance.now(),sql:new DatabaseSync(':memory:').prepare("SELECT unixepoch('subsec') * 1000 AS at").get().at});
    const a=look();fs.writeFileSync(process.env.FAKETIME_TIMESTAMP_FILE,'-3600\\n');setTimeout(()=>{const b=look();
    console.log(JSON.stringify({wall:b.wall-a.wall,steady:b.steady-a.steady,sql:b.sql-b.wall}))},300)`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '-e', script], {
    env: { ...process.env, ...clock.env },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ReturnType<typeof clocksUnderLibrary>;
}
