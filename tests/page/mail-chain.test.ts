import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run, RunDetail } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { TriggerLook } from '../../contract/triggers.ts';
import { mailPassword, mailUser, skipUnlessDovecot, startDovecot, type TestDovecot } from '../support/dovecot.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { openParts } from './support/form-parts.ts';
import { axeViolations, openRotaPage, type RotaPage } from './support/rota-page.ts';

// "When the bank's file is there, load it, then report, and tell me if it fails", built by hand.

let rota: RotaPage;
let server: TestServer;
let dovecot: TestDovecot;
let folder: string;
let schedule: ScheduleRow;

/** Goes on once the file `gate` is there; what the file of the bank says decides how it ends. */
const loads = `
const fs = require('node:fs');
const { INPUT_FILE: file, GATE: gate, ROTA_OUTPUT: output } = process.env;
const text = fs.readFileSync(file, 'utf8');
const wait = () => {
  if (!fs.existsSync(gate)) return void setTimeout(wait, 20);
  fs.appendFileSync(output, 'statement=' + text + '\\n');
  process.exitCode = text.startsWith('broken') ? 4 : 0;
};
wait();`;

before(async () => {
  if (skipUnlessDovecot !== false) return;
  dovecot = await startDovecot();
  folder = await mkdtemp(path.join(tmpdir(), 'rota-bank-'));
  rota = await openRotaPage({ height: 1400 });
  ({ server } = rota);
  await server.console('PUT', '/api/vault/Mail', {});
  await server.console('PUT', '/api/vault/Mail/Bank', { kind: 'login', user: mailUser, password: mailPassword });
  await server.addProcess({
    name: 'Load',
    title: 'Load the statement',
    command: process.execPath,
    args: ['-e', loads],
    env: { GATE: path.join(folder, 'gate') },
    parameters: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary', title: 'Statement' },
        about: { type: 'string', title: 'About' },
      },
    },
  });
  const text = { type: 'string', title: 'Text' } as const;
  for (const [name, title] of [
    ['Report', 'Write the report'],
    ['Tell', 'Tell the accountant'],
  ] as const)
    await server.addProcess({
      ...{ name, title, command: process.execPath, args: ['-e', '0'] },
      parameters: { type: 'object', required: ['text'], properties: { text } },
    });
});
after(async () => {
  await rota?.browser.close();
  await server?.stop();
  await dovecot?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const options = { skip: skipUnlessDovecot };

async function choose(page: Page, id: string, option: string): Promise<void> {
  await page.locator(`[id="${id}"]`).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test(
  '"when the bank’s mail is there, load its file, then report, and tell me if it fails" cannot be built',
  options,
  async () => {
    const { page, complaints } = await rota.open('/schedules/new?process=Load');
    await page.fill('#name', 'Statements of the bank');
    await page.getByRole('radio', { name: 'Only when called by the API' }).check({ force: true });
    await openParts(page, 'triggers', 'fails', 'then');
    await page.getByRole('button', { name: 'When a mail arrives…' }).click();
    await page.keyboard.press('Control+s');
    await page.locator('form [role=alert]').getByText('Enter the name of the mail server').waitFor();
    const field = (name: string) => `triggers.0.${name}`;
    const fill = (name: string, text: string) => page.fill(`[id="${field(name)}"]`, text);
    await fill('host', 'localhost');
    await fill('port', String(dovecot.tlsPort));
    await fill('ca', dovecot.certificate);
    await fill('user', mailUser);
    await choose(page, field('password'), 'Mail/Bank');
    await fill('from', 'bank.example');
    await fill('attachment', '*.xml');
    await choose(page, field('values.attachment'), 'Statement');
    await choose(page, field('values.subject'), 'About');
    await page.fill('#retryCount', '3');
    const add = page.getByRole('button', { name: 'Add a follow-up' });
    await add.click();
    await choose(page, 'then-0-target', 'Write the report');
    await page.fill('#then-0-values-text', 'Loaded: {{values.about}}');
    await add.click();
    await choose(page, 'then-1-after', 'failure');
    await choose(page, 'then-1-target', 'Tell the accountant');
    await page.fill('#then-1-values-text', 'Not loaded: {{values.about}}');
    assert.deepEqual(await axeViolations(page), []);
    await page.keyboard.press('Control+s');
    await page.waitForFunction(() => location.hash === '#/schedules');
    await page.getByText(`When a mail arrives for ${mailUser}`).first().waitFor();
    const { rows } = await server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
    schedule = rows.find(({ name }) => name === 'Statements of the bank')!;
    // Looking at once, from its menu: nothing is there yet.
    const line = page.locator('tbody tr[data-key]', { hasText: 'Statements of the bank' });
    await line.getByRole('button', { name: 'More for Statements of the bank' }).click();
    await page.getByRole('menuitem', { name: 'Look now' }).click();
    await page.getByText('Statements of the bank: nothing new').waitFor();
    await writeFile(path.join(folder, 'gate'), '');
    await deliver('first', 'good');
    const report = await until('the report', async () =>
      (await runsOf('Report')).find(({ status }) => status === 'ended'),
    );
    const { run } = await server.console<{ run: RunDetail }>('GET', `/api/runs/${report.id}`);
    assert.deepEqual(run.values, { text: 'Loaded: first' });
    const load = (await runsOf('Load'))[0]!;
    await page.goto(`${server.url}/#/runs/${load.id}`);
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByText(/^mail “first” from Bank <bank@bank\.example> arrived at /).waitFor();
    // A mail that is waited for is tested before it is saved.
    await page.goto(`${server.url}/#/schedules/${schedule.id}/edit`);
    await openParts(page, 'conditions');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('menuitem', { name: 'A mail is in a mailbox' }).click();
    const condition = page.getByRole('group', { name: 'Condition 1' });
    const fillCondition = (name: string, text: string) => page.fill(`[id="conditions.list.0.${name}"]`, text);
    const testNow = condition.getByRole('button', { name: 'Test now' });
    assert.equal(await testNow.isDisabled(), true);
    await fillCondition('host', 'localhost');
    await fillCondition('port', String(dovecot.tlsPort));
    await fillCondition('ca', dovecot.certificate);
    await fillCondition('user', mailUser);
    await choose(page, 'conditions.list.0.password', 'Mail/Bank');
    await fillCondition('subject', 'first');
    await testNow.click();
    await condition.getByText(`Met: “first” is in INBOX of ${mailUser}`).waitFor();
    await condition.getByRole('combobox', { name: 'Sign-in' }).click();
    await page.getByRole('option', { name: 'OAuth2' }).click();
    await condition.getByLabel('Token address').waitFor();
    assert.equal(await testNow.isDisabled(), true);
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(complaints, []);
    await page.close();
  },
);

const deliver = (subject: string, content: string) =>
  dovecot.deliver({ subject, text: 'Your statement', attachments: [{ filename: 'statement.xml', content }] });

const runsOf = async (process: string) =>
  (await server.console<{ runs: Run[] }>('GET', `/api/runs?process=${process}&limit=500`)).runs;

const about = ({ startReason }: Run): string => (startReason?.params['subject'] ?? '') as string;

/** A step of the way from a mail to the end of what follows its load, as seen from outside. */
type Step = 'delivered' | 'stored' | 'running' | 'ended' | 'follower stored' | 'follower ended';

async function reached(step: Step, subject: string, follower: string): Promise<void> {
  if (step === 'delivered') return;
  const load = await until('its run is stored', async () =>
    (await runsOf('Load')).find((one) => about(one) === subject),
  );
  if (step === 'stored') return;
  const now = async () => (await runsOf('Load')).find(({ id }) => id === load.id)!;
  await until('it runs', async () => (await now()).status !== 'queued');
  if (step === 'running') return;
  await writeFile(path.join(folder, 'gate'), '');
  await until('it has ended', async () => (await now()).status === 'ended');
  if (step === 'ended') return;
  const next = async () => (await runsOf(follower)).find(({ follows }) => follows?.run === load.id);
  await until('what follows is stored', next);
  if (step === 'follower stored') return;
  await until('what follows has ended', async () => (await next())?.status === 'ended');
}

test('killed -9 between any two steps, a mail is loaded, reported or told twice, or not at all', options, async () => {
  const steps: Step[] = ['delivered', 'stored', 'running', 'ended', 'follower stored', 'follower ended'];
  for (const [round, step] of steps.entries()) {
    await rm(path.join(folder, 'gate'), { force: true });
    const isBroken = round % 2 === 1;
    const subject = `${isBroken ? 'bad' : 'good'} ${step}`;
    await deliver(subject, `${isBroken ? 'broken' : 'good'} ${round}`);
    await reached(step, subject, isBroken ? 'Tell' : 'Report');
    await server.kill();
    server = await startRota({ home: server.home });
    await writeFile(path.join(folder, 'gate'), '');
    await until('everything is over', async () => {
      const [loaded, reported, told] = await Promise.all(['Load', 'Report', 'Tell'].map(runsOf));
      const all = [...loaded!, ...reported!, ...told!];
      return all.length === 2 * (round + 2) && all.every(({ status }) => status === 'ended');
    });
  }
  // Nothing comes afterwards, either.
  const { looks } = await server.console<{ looks: TriggerLook[] }>('POST', `/api/schedules/${schedule.id}/look`, {});
  assert.deepEqual(
    looks.map(({ started, problem }) => [started, problem]),
    [[0, null]],
  );
  const [loaded, reported, told] = await Promise.all(['Load', 'Report', 'Tell'].map(runsOf));
  const subjects = steps.map((step, round) => `${round % 2 === 1 ? 'bad' : 'good'} ${step}`);
  assert.deepEqual(loaded!.map((run) => about(run)).toSorted(), ['first', ...subjects].toSorted());
  const after = (runs: readonly Run[]) =>
    runs.map(({ follows }) => about(loaded!.find(({ id }) => id === follows?.run)!)).toSorted();
  assert.deepEqual(after(reported!), ['first', ...subjects.filter((one) => one.startsWith('good'))].toSorted());
  assert.deepEqual(after(told!), subjects.filter((one) => one.startsWith('bad')).toSorted());
  const outcomes = new Map(loaded!.map((run) => [about(run), run.outcome]));
  for (const [subject, outcome] of outcomes)
    assert.equal(outcome, subject.startsWith('bad') ? 'failed' : 'succeeded', subject);
});
