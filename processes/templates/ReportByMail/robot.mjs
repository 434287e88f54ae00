// Report by mail: what ran in the last hours, from Rota's API, sent through an SMTP server.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { artifactsFolder, input, progress, setOutput } from '../../lib/rota.mjs';
import { Unusable, runRobot, stamp, whole } from '../robot.mjs';

/** @typedef {{ name: string, runStatus: string, outcome: string | null, message: string, dueAt: string, startedAt: string | null, endedAt: string | null }} Run */

const mostRuns = 20_000;

await runRobot(async () => {
  const hours = Number(input('hours', 24));
  const to = whole('to');
  progress(10, 'collecting runs');
  const runs = await runsSince(new Date(Date.now() - hours * 3_600_000));
  const failed = runs.filter(({ outcome }) => outcome !== null && outcome !== 'succeeded');
  const csv = csvOf(runs);
  const { date } = stamp();
  writeFileSync(path.join(artifactsFolder(), `runs-${date}.csv`), csv);
  progress(60, `sending to ${to}`);
  const lines = failed
    .slice(0, 100)
    .map((run) => `${run.dueAt.slice(0, 16).replace('T', ' ')}  ${run.name}: ${run.outcome}. ${run.message}`);
  await send({
    from: whole('from'),
    to,
    subject: `Rota, ${date}: ${runs.length} runs in ${hours} h, ${failed.length} not successful`,
    text: [
      `${runs.length} runs in the last ${hours} hours, ${failed.length} of them not successful.`,
      '',
      ...lines,
    ].join('\n'),
    attachments: [{ filename: `runs-${date}.csv`, content: csv, contentType: 'text/csv; charset=utf-8' }],
  });
  setOutput('runs', runs.length);
  setOutput('notSuccessful', failed.length);
  progress(100, 'sent');
});

/** @param {Date} from @returns {Promise<Run[]>} newest first */
async function runsSince(from) {
  const base = String(input('rotaUrl', 'http://127.0.0.1:8484')).replace(/\/+$/, '');
  const login = Buffer.from(`${whole('rotaUser')}:${whole('rotaPassword')}`).toString('base64');
  /** @type {Run[]} */
  const runs = [];
  let cursor = '';
  do {
    const query = new URLSearchParams({ from: from.toISOString(), limit: '500', ...(cursor === '' ? {} : { cursor }) });
    const answer = await fetch(`${base}/scheduler/connector-api/process/history?${query}`, {
      headers: { authorization: `Basic ${login}` },
    }).catch((/** @type {Error} */ error) => {
      const why = error.cause instanceof Error ? error.cause.message : error.message;
      throw new Error(`Rota cannot be reached at ${base}: ${why}. Correct “rotaUrl”.`);
    });
    if (answer.status === 401) throw new Unusable('Rota refused the API client: correct its client ID and secret.');
    if (answer.status === 403) throw new Unusable('The API client may not read runs: give it the permission “Read”.');
    if (!answer.ok) throw new Error(`Rota answered ${answer.status} at ${base}.`);
    const page = /** @type {{ runs: Run[], next: string | null }} */ (await answer.json());
    runs.push(...page.runs);
    cursor = page.next ?? '';
  } while (cursor !== '' && runs.length < mostRuns);
  return runs;
}

/** @param {readonly Run[]} runs */
function csvOf(runs) {
  const head = ['process', 'status', 'outcome', 'due', 'started', 'ended', 'message'];
  const rows = runs.map((run) => [
    run.name,
    run.runStatus,
    run.outcome ?? '',
    run.dueAt,
    run.startedAt ?? '',
    run.endedAt ?? '',
    run.message,
  ]);
  // With a byte order mark, so that Excel reads it as UTF-8; a sign that would begin a formula gets an apostrophe.
  const cell = (/** @type {string} */ text) => `"${text.replace(/^(?=[=+\-@\t\r])/, "'").replace(/"/g, '""')}"`;
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** @param {Record<string, unknown>} mail */
async function send(mail) {
  const { createTransport } = await nodemailer();
  const security = String(input('smtpSecurity', 'starttls'));
  const host = whole('smtpHost');
  const port = Number(input('smtpPort', 587));
  const user = String(input('smtpUser', '') ?? '');
  const ca = String(input('ca', '') ?? '');
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === '' ? {} : { auth: { user, pass: whole('smtpPassword') } }),
    ...(ca === '' ? {} : { tls: { ca: [ca] } }),
    connectionTimeout: 20_000,
    greetingTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail(mail);
  } catch (error) {
    const { code = '', message } = /** @type {Error & { code?: string }} */ (error);
    if (code === 'EAUTH') throw new Unusable(`${host} refused the login of ${user}: ${message}`);
    throw new Error(`${host}:${port} did not take the mail: ${message}`, { cause: error });
  } finally {
    transport.close();
  }
}

/** The packaged app has no node_modules: there it is a file of its own. */
async function nodemailer() {
  const built = new URL('../../../dist/robots/nodemailer.cjs', import.meta.url).href;
  const module = await import('nodemailer').catch(() => import(built));
  return /** @type {typeof import('nodemailer')} */ (module.createTransport ? module : module.default);
}
