import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { SendMailOptions } from 'nodemailer';
import type { Notice } from '../../contract/events.ts';
import { inEnglish, type Translatable } from '../../contract/translatable.ts';
import type { Run, RunDetail } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { TriggerLook } from '../../contract/triggers.ts';
import { mailPassword, mailUser, skipUnlessDovecot, startDovecot, type TestDovecot } from '../support/dovecot.ts';
import { freePort } from '../support/free-port.ts';
import { startRelay } from '../support/relay.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { prepareForMails } from './mail-rig.ts';

let dovecot: TestDovecot;
let server: TestServer;
let folder: string;

before(async () => {
  if (skipUnlessDovecot !== false) return;
  dovecot = await startDovecot();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rota-mails-'));
  server = await startRota();
  await prepareForMails(server, folder);
});
after(async () => {
  await server?.stop();
  await dovecot?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const trigger = (change: object = {}) => ({
  ...{ id: 'mail', kind: 'mail', host: 'localhost', port: dovecot.tlsPort, user: mailUser, ca: dovecot.certificate },
  ...{ password: '{{vault:Mail/Bank}}', values: { attachment: 'file', subject: 'subject' }, ...change },
});

async function schedule(change: object = {}, options: object = {}): Promise<ScheduleRow> {
  const { row } = await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft(change, options));
  return row;
}

const draft = (change: object, options: object = {}) => ({
  ...{ name: `Mails ${JSON.stringify(change).slice(0, 60)}`, process: 'Load', worker: null, values: {} },
  ...{ plan: { kind: 'call', timezone: 'UTC' }, isFavourite: false, runImmediately: false },
  options: { ...options, triggers: [trigger(change)] },
});

async function look({ id }: ScheduleRow): Promise<TriggerLook> {
  const { looks } = await server.console<{ looks: TriggerLook[] }>('POST', `/api/schedules/${id}/look`, {});
  return looks[0]!;
}

/** It has looked, so that what comes from now on is new. */
async function watched(change: object = {}, options: object = {}): Promise<ScheduleRow> {
  const row = await schedule(change, options);
  const found = await look(row);
  assert.equal(found.problem, null, found.problem === null ? '' : inEnglish(found.problem));
  return row;
}

const remove = ({ id }: ScheduleRow) => server.console('DELETE', `/api/schedules/${id}`);

const runsOf = async ({ id }: ScheduleRow): Promise<Run[]> =>
  (await server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${id}&limit=1000`)).runs.toReversed();

const subjectsOf = async (row: ScheduleRow) =>
  (await runsOf(row)).map(({ startReason }) => startReason?.params['subject']);

const endedRuns = (row: ScheduleRow, count: number) =>
  until(`${count} runs are over`, async () => {
    const runs = await runsOf(row);
    return runs.length >= count && runs.every(({ status }) => status === 'ended') ? runs : null;
  });

const file = (filename: string, content = filename) => ({ filename, content });
const mail = (subject: string, change: SendMailOptions = {}) => dovecot.deliver({ subject, text: 'Hello', ...change });

const told = async (): Promise<Notice[]> =>
  (await server.console<{ notices: Notice[] }>('GET', '/api/notices')).notices.filter(({ kind }) => kind === 'trigger');

const options = { skip: skipUnlessDovecot };

test('a mail starts no run by itself, or two, or the run does not get what is in it', options, async () => {
  await mail('from before', { attachments: [file('old.xml')] });
  const row = await watched({
    values: {
      ...{ attachment: 'file', attachments: 'all', subject: 'subject' },
      from: 'from',
      received: 'received',
      text: 'text',
    },
    attachment: '*.xml',
  });
  await mail('Fatura 0815 – İğdır', {
    ...{ html: '<style>p {}</style><p>Ünlü <b>kalın</b></p><p>G&ouml;r</p>', text: undefined },
    attachments: [file('logo.png'), file('../../Fatura: 0815.xml', '<ö/>'), file('nul.xml', 'second')],
  });
  const [run, ...more] = await endedRuns(row, 1);
  assert.ok(run);
  assert.deepEqual([run.outcome, more.length, run.trigger], ['succeeded', 0, 'mail']);
  const { run: detail } = await server.console<{ run: RunDetail }>('GET', `/api/runs/${run.id}`);
  const { all, received, ...values } = detail.values as Record<string, unknown> & { all: string[]; received: string };
  assert.deepEqual(values['subject'], 'Fatura 0815 – İğdır');
  assert.deepEqual(values['from'], 'Bank <bank@bank.example>');
  assert.equal(values['text'], 'Ünlü kalın\n\nGör');
  assert.ok(Math.abs(Date.parse(received) - Date.now()) < 3_600_000);
  assert.match((values['file'] as { name: string }).name, /^[^/\\:]+\.xml$/);
  assert.deepEqual(
    all.map((one) => [path.dirname(path.dirname(one)).endsWith(run.id), path.basename(path.dirname(one))]),
    all.map(() => [true, 'mail']),
  );
  assert.deepEqual(
    all.map((one) => path.basename(one)),
    ['Fatura_ 0815.xml', '_nul.xml'],
  );
  assert.equal(await readFile(all[1] ?? '', 'utf8'), 'second');
  const written = await readFile(path.join(folder, (await readdir(folder))[0]!), 'utf8');
  assert.match(written, /"text":"<ö\/>"/);
  assert.deepEqual(await look(row), { ...none, trigger: 'mail', kind: 'mail' });
  assert.equal((await runsOf(row)).length, 1);
  await remove(row);
});

const none = { started: 0, waiting: 0, others: 0, problem: null };

test('mails of others start runs, or those that are meant do not', options, async () => {
  const row = await watched({
    ...{ from: 'bank.example; ISPARTA', subject: 'invoice;fatura', attachment: '*.{xml,csv}', values: {} },
  });
  await mail('INVOICE 1', { attachments: [file('a.XML')] });
  await mail('Invoice 2', { attachments: [file('a.pdf')] });
  await mail('Invoice 3', { from: 'Isparta <x@y.example>', attachments: [file('a.csv')] });
  await mail('Invoice 4', { from: 'Else <x@y.example>', attachments: [file('a.csv')] });
  await mail('Report', { attachments: [file('a.csv')] });
  await mail('Fatura 5');
  await until('both have come', async () => (await look(row)) && (await runsOf(row)).length === 2);
  assert.deepEqual((await subjectsOf(row)).toSorted(), ['INVOICE 1', 'Invoice 3']);
  await remove(row);
});

test('what is there already runs though it was not asked for, or not though it was', options, async () => {
  const all = await watched({ existing: true, values: {} });
  const there = (await dovecot.mails()).length;
  assert.ok(there > 1);
  assert.equal((await runsOf(all)).length, there);
  await remove(all);
});

test('after a restart, or with all mails numbered anew, a mail runs again or a new one is lost', options, async () => {
  const row = await watched({ values: {} });
  await mail('one');
  await endedRuns(row, 1);
  await server.stop({ keepHome: true });
  await mail('while it was off');
  server = await startRota({ home: server.home });
  await endedRuns(row, 2);
  const again = await mail('the same');
  await endedRuns(row, 3);
  await dovecot.renumber();
  await mail('after the restore');
  await until(
    'the mail server is back',
    async () => (await look(row)).problem === null && (await runsOf(row)).length > 3,
  );
  // A second copy of a mail, as where it was moved out and back.
  await dovecot.deliver({ subject: 'the same', text: 'Hello', messageId: again, date: new Date(0) });
  assert.deepEqual(await subjectsOf(row), ['one', 'while it was off', 'the same', 'after the restore']);
  await remove(row);
});

test('killed -9 while mails come, one is lost or runs twice', options, async () => {
  const row = await watched({}, { overlap: 'allow' });
  const wanted: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (let one = 0; one < 6; one += 1) {
      wanted.push(`${round}-${one}`);
      await mail(`${round}-${one}`, { attachments: [file(`${round}-${one}.xml`)] });
    }
    const before = (await runsOf(row)).length;
    // At another point of its work each time.
    await until('some are stored', async () => (await runsOf(row)).length > before + round - 1);
    await server.kill();
    server = await startRota({ home: server.home });
  }
  await until('all have their run', async () => (await runsOf(row)).length >= wanted.length);
  await look(row);
  assert.deepEqual((await subjectsOf(row)).map(String).toSorted(), wanted.toSorted());
  await remove(row);
});

test(
  'a mail stays where it is after its run, or moves before, or the one that failed with the others',
  options,
  async () => {
    await dovecot.addFolder('Done');
    const row = await watched({ subject: 'put away', markRead: true, doneFolder: 'Done', failedFolder: 'Failed' });
    await mail('put away: good', { attachments: [file('good.xml')] });
    await mail('put away: broken', { attachments: [file('broken.xml')] });
    await endedRuns(row, 2);
    const [moved] = await until('it is moved', async () => {
      const found = await dovecot.mails('Done');
      return found.length > 0 ? found : null;
    });
    assert.match(moved!, /,[^,]*S/, 'it is read');
    // The folder for the others is missing: one notice, until it is there.
    const [notice] = await until('it is told', async () => ((await told()).length > 0 ? told() : null));
    assert.match(sentenceOf(notice!), /no folder “Failed” where mails are to go/);
    await dovecot.addFolder('Failed');
    await until('it is moved, too', async () => (await look(row)) && (await dovecot.mails('Failed')).length === 1);
    await until('nothing is told any more', async () => (await told()).length === 0);
    await remove(row);
  },
);

const sentenceOf = ({ params }: Notice) => inEnglish(params['problem'] as Translatable);

test(
  'a line that is cut in the middle loses a mail, runs it twice, or looks as if nothing had come',
  options,
  async () => {
    const relay = await startRelay(dovecot.tlsPort);
    const row = await watched({ port: relay.port, subject: 'through the line' }, { overlap: 'allow' });
    const big = 'x'.repeat(3 * 1024 * 1024);
    for (let one = 0; one < 3; one += 1) {
      await mail(`through the line ${one}`, { attachments: [file(`${one}.xml`, `${one}${big}`)] });
      relay.cut();
      relay.mend();
    }
    const runs = await until('all have come', async () => {
      const found = await look(row).catch(() => null);
      return found !== null && (await runsOf(row)).length >= 3 ? endedRuns(row, 3) : null;
    });
    assert.deepEqual(
      runs.map(({ outcome }) => outcome),
      Array(3).fill('succeeded'),
    );
    assert.equal((await runsOf(row)).length, 3);
    await remove(row);
  },
);

test(
  'a mail server that is away, or refuses, is told a thousand times, or not in words that help',
  options,
  async () => {
    const port = await freePort();
    const row = await schedule({ port, values: {} });
    const [notice] = await until('it is told', async () => ((await told()).length > 0 ? told() : null));
    assert.match(sentenceOf(notice!), /^Nothing answers at localhost:\d+: the mail server is not running/);
    const wrong: [change: object, sentence: RegExp][] = [
      [{ password: '{{vault:Mail/Old}}' }, /refused the login of bank@example\.com: correct the password in the vault/],
      [{ folder: 'Nowhere' }, /has no folder “Nowhere”: create it, or choose one that is there \([^)]*INBOX/],
      [{ ca: null }, /certificate of localhost:\d+ is not accepted: it is signed by itself/],
      [{ port: dovecot.port }, /does not speak TLS from the first byte: choose STARTTLS/],
    ];
    let { version } = row;
    for (const [change, sentence] of wrong) {
      const body = { version, draft: draft({ values: {}, ...change }) };
      ({ version } = (await server.console<{ row: ScheduleRow }>('PUT', `/api/schedules/${row.id}`, body)).row);
      const { problem } = await look(row);
      assert.match(problem === null ? 'none' : inEnglish(problem), sentence);
      const notices = await until('it is told', async () =>
        (await told()).some((one) => sentence.test(sentenceOf(one))) ? told() : null,
      );
      assert.equal(notices.length, 1);
    }
    const body = { version, draft: draft({ values: {}, port: dovecot.port, security: 'starttls' }) };
    await server.console('PUT', `/api/schedules/${row.id}`, body);
    assert.equal((await look(row)).problem, null);
    await until('nothing is told any more', async () => (await told()).length === 0);
    await dovecot.stop();
    await until('it is told that the server is away', async () => (await told()).length === 1);
    await dovecot.start();
    await until('it works again', async () => (await look(row)).problem === null && (await told()).length === 0);
    await remove(row);
    assert.ok(!server.output().includes(mailPassword));
    const log = await readFile(path.join(server.home, 'rota.log'), 'utf8').catch(() => '');
    assert.ok(!log.includes(mailPassword) && !log.includes('a wrong one'));
  },
);

test('a password, no encryption, or a secret parameter is taken without a word', options, async () => {
  const refused: [change: object, sentence: RegExp][] = [
    [{ password: 'plain text' }, /a schedule holds no password/],
    [{ password: '{{vault:Mail/Nothing}}' }, /Nothing/],
    [{ security: 'none' }, /without encryption everybody/],
    [{ values: { subject: 'nobody' } }, /no parameter \\"nobody\\"/],
    [{ doneFolder: 'inbox' }, /cannot go where they come from/],
    [{ host: 'a b' }, /must be the name or the address of a computer/],
  ];
  for (const [change, sentence] of refused) await assert.rejects(schedule(change), sentence);
});
