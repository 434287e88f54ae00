import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ScheduleRow } from '../../../contract/schedule.ts';
import { startRota } from '../../support/server.ts';

interface Habit {
  readonly process: string;
  readonly title: string;
  readonly name: string;
  readonly quartz: string;
  /** The interval of runs in minutes, and their duration in seconds. */
  readonly everyMinutes: number;
  readonly takes: number;
  readonly usesDesktop?: boolean;
  /** Every how many runs one fails; 0 = none. */
  readonly failsEvery: number;
  readonly message: string;
}

// prettier-ignore
const habits: readonly Habit[] = [
  { process: 'BankStatements', title: 'Bank statement import', name: 'Bank statements', quartz: '0 10 * * * ?', everyMinutes: 60, takes: 190, failsEvery: 41, message: 'The bank refused the certificate' },
  { process: 'SapDailyClose', title: 'SAP daily close', name: 'SAP daily close', quartz: '0 30 0/4 * * ?', everyMinutes: 240, takes: 1500, usesDesktop: true, failsEvery: 13, message: 'Session 2 is locked by another user' },
  { process: 'FxRates', title: 'Exchange rates', name: 'Exchange rates', quartz: '0 0/30 * * * ?', everyMinutes: 30, takes: 14, failsEvery: 0, message: '' },
  { process: 'PayrollExport', title: 'Payroll export', name: 'Payroll export, İstanbul', quartz: '0 0 3/6 * * ?', everyMinutes: 360, takes: 420, failsEvery: 9, message: 'Window “Payroll” did not open within 60 s' },
  { process: 'MailSorter', title: 'Mail sorter', name: 'Sort the mailbox', quartz: '0 0/15 * * * ?', everyMinutes: 15, takes: 35, failsEvery: 97, message: 'Mailbox is full' },
  { process: 'BackupCheck', title: 'Backup check', name: 'Check the backups', quartz: '0 45 1/3 * * ?', everyMinutes: 180, takes: 610, failsEvery: 0, message: '' },
];

const days = 8;
const minute = 60_000;

/** A data folder with a week of history: six processes that ran by their schedules, with some failures. */
export async function seedHistory(home: string): Promise<void> {
  const server = await startRota({ home });
  const ids = new Map<string, string>();
  for (const { process, title, name, quartz, usesDesktop = false } of habits) {
    await server.addProcess({ name: process, title, command: 'node', args: ['-e', ''], usesDesktop });
    const { row } = await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
      name,
      process,
      plan: { kind: 'cron', quartz, timezone: 'Europe/Istanbul' },
    });
    ids.set(process, row.id);
  }
  await server.stop({ keepHome: true });
  const db = new DatabaseSync(path.join(home, 'rota.db'));
  const insert = db.prepare(
    `INSERT OR IGNORE INTO run (id, schedule, process, trigger, status, outcome, reason, due_at, queued_at, started_at, ended_at, attempt, max_attempts, rank, outputs, worker)
     VALUES (?, (SELECT seq FROM schedule WHERE id = ?), ?, 'schedule', 'ended', ?, ?, ?, ?, ?, ?, ?, 2, 0, '{}', 'w')`,
  );
  db.exec('BEGIN');
  for (const { habit, due, index } of past(Date.now())) {
    const { outcome, reason, tookMs } = endOf(habit, index);
    const started = tookMs === null ? null : due + 40;
    const ended = started === null ? due : started + (tookMs ?? 0);
    const attempts = tookMs === null ? 0 : outcome === 'failed' ? 2 : 1;
    insert.run(
      randomUUID(),
      ids.get(habit.process) ?? '',
      habit.process,
      outcome,
      JSON.stringify(reason),
      due,
      due,
      started,
      ended,
      attempts,
    );
  }
  db.exec('UPDATE schedule SET last_run = (SELECT max(seq) FROM run WHERE run.schedule = schedule.seq)');
  db.exec('COMMIT');
  db.close();
}

/** Every run of the last days, oldest first, all ended. */
function past(now: number) {
  const all = habits.flatMap((habit, offset) => {
    const every = habit.everyMinutes * minute;
    const last = Math.floor((now - habit.takes * 1400 - (offset + 1) * minute) / every) * every + offset * minute;
    const count = Math.floor((days * 24 * 60) / habit.everyMinutes);
    return Array.from({ length: count }, (_, back) => ({ habit, due: last - back * every, index: count - back }));
  });
  return all.sort((a, b) => a.due - b.due);
}

function endOf(habit: Habit, index: number) {
  // Looks random and is the same each time.
  const luck = ((index * 7919 + habit.takes * 104_729) % 1000) / 1000;
  const tookMs = Math.round(habit.takes * (700 + luck * 650));
  if (habit.failsEvery > 0 && index % habit.failsEvery === 5)
    return {
      outcome: 'failed',
      reason: { code: 'error-line', params: { exitCode: 3, message: habit.message } },
      tookMs,
    };
  if (habit.process === 'SapDailyClose' && index % 17 === 9)
    return { outcome: 'timed-out', reason: { code: 'timed-out', params: { seconds: 1800 } }, tookMs: 1_800_000 };
  if (habit.process === 'MailSorter' && index % 61 === 7)
    return { outcome: 'skipped', reason: { code: 'overlap', params: {} }, tookMs: null };
  return { outcome: 'succeeded', reason: { code: 'done', params: {} }, tookMs };
}
