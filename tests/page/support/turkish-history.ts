import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { auditActions } from '../../../contract/console.ts';
import { reasonCodes, type Reason } from '../../../contract/reasons.ts';
import { outcomes } from '../../../contract/run.ts';
import { said } from '../../../contract/translatable.ts';

const hour = 3_600_000;
export const nameFor = (code: Reason['code']) => `Neden ${reasonCodes.indexOf(code) + 1}`;
const at = Date.now() - hour;
const params: Reason['params'] = {
  exitCode: 3,
  signal: 'SIGKILL',
  message: said`${said`program "${'robot'}"`} was not found: give its full path or put it on the PATH.`,
  seconds: 30,
  who: 'operator',
  process: 'Yavaş',
  at,
  day: '2026-12-31',
  calendar: 'İş günleri',
  count: 10,
  quartz: '0 0 9 1 1 ?',
};

/** In the order of the contract: those that ran come first. */
const unsuccessful = outcomes.filter((outcome) => outcome !== 'succeeded');

/** A schedule and a run for each reason, every kind of audit entry, and each notice. */
export function seedDatabase(file: string): void {
  const db = new DatabaseSync(file);
  const run = db.prepare(
    `INSERT INTO run (id, schedule, process, trigger, status, outcome, reason, due_at, queued_at, started_at, ended_at, attempt, max_attempts, rank, outputs, worker)
     VALUES (?1, (SELECT seq FROM schedule WHERE name = ?2), 'Yavaş', 'schedule', 'ended', ?3, ?4, ?5, ?5, ?6, ?7, ?8, 2, 0, '{}', 'w')`,
  );
  const ids = reasonCodes.map((code, index) => {
    const id = randomUUID();
    const outcome = code === 'done' ? 'succeeded' : unsuccessful[index % unsuccessful.length]!;
    const hasRun = index % unsuccessful.length < 4;
    const due = at - index * 60_000;
    run.run(
      id,
      nameFor(code),
      outcome,
      JSON.stringify({ code, params }),
      due,
      hasRun ? due : null,
      due + 20_000,
      hasRun ? 1 : 0,
    );
    db.prepare('UPDATE schedule SET reason = ? WHERE name = ?').run(JSON.stringify({ code, params }), nameFor(code));
    return id;
  });
  db.exec('UPDATE schedule SET last_run = (SELECT max(seq) FROM run WHERE run.schedule = schedule.seq)');
  const audit = db.prepare('INSERT INTO audit (at, who, action, what) VALUES (?, ?, ?, ?)');
  for (const action of auditActions) audit.run(at, 'command line', action, JSON.stringify('Faturalar'));
  audit.run(at, 'client Muhasebe', 'all paused', JSON.stringify(said`until resumed`));
  audit.run(at, 'operator', 'all paused', JSON.stringify(new Date(at).toISOString()));
  audit.run(
    at,
    'operator',
    'settings changed',
    JSON.stringify('language, retention, quickRunShortcut, firstRunDismissed'),
  );
  audit.run(at, 'operator', 'set imported', JSON.stringify(said`${said`a crontab`}: ${3} of ${4} taken`));
  audit.run(at, 'operator', 'set exported', JSON.stringify(said`schedules: ${3}, processes: ${2}`));
  audit.run(at, 'operator', 'missed runs skipped', JSON.stringify(said`runs: ${3}`));
  const delivery = db.prepare(
    `INSERT INTO delivery (id, event, url, body, state, attempts, created_at, next_at, last_error) VALUES (?, 'test', 'https://örnek.com', '{}', ?, 1, ?, ?, ?)`,
  );
  for (const [index, problem] of [
    said`the host name is not known`,
    said`the address is inside this computer or its network; allow that in the settings if it is meant`,
    said`no answer within ${15} s`,
    said`could not be reached: ${'ECONNREFUSED'}`,
    said`could not be reached: ${said`the connection failed`}`,
    said`answered ${500}`,
    said`answered ${302}: redirects are not followed`,
  ].entries())
    delivery.run(
      `m${index}`,
      index < 5 ? 'given-up' : 'waiting',
      at,
      index < 5 ? null : at + 100 * hour,
      JSON.stringify(problem),
    );
  const notice = db.prepare('INSERT INTO notice (id, kind, at, params, run_ids) VALUES (?, ?, ?, ?, ?)');
  for (const cause of ['slept', 'was-off', 'clock-jumped'])
    notice.run(
      cause,
      'missed',
      at,
      JSON.stringify({ from: at - hour, to: at, cause, count: 1 }),
      JSON.stringify(ids.slice(0, 2)),
    );
  notice.run('quiet', 'did-not-run', at, JSON.stringify({ process: 'Faturalar', last: at }), '[]');
  notice.run('long', 'longer-than-usual', at, JSON.stringify({ process: 'Faturalar', usualMs: 20_000 }), '[]');
  notice.run(
    'gone',
    'configuration',
    at,
    JSON.stringify({ what: 'calendar-gone', calendar: 'Eski takvim', schedules: '"Her sabah"' }),
    '[]',
  );
  db.close();
}
