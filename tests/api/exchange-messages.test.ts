import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Channel } from '../../contract/channels.ts';
import type { MessageRule } from '../../contract/message-rules.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { ExportDocument, ImportAnswer } from '../../contract/upkeep.ts';
import { startRota, type TestServer } from '../support/server.ts';

let old: TestServer;
let fresh: TestServer;
before(async () => {
  [old, fresh] = await Promise.all([startRota(), startRota()]);
});
after(() => Promise.all([old.stop(), fresh.stop()]));

const payroll = { name: 'Payroll', command: 'true' };
const plan = { kind: 'cron', quartz: '0 0 9 ? * FRI', timezone: 'Europe/Istanbul' };
const exported = (server: TestServer) => server.console<ExportDocument>('GET', '/api/export');
const take = (server: TestServer, document: unknown, isDryRun = false) =>
  server.console<ImportAnswer>('POST', '/api/import', { kind: 'rota', document, isDryRun });
const shown = ({ changes }: ImportAnswer, kind: string) =>
  changes.filter((one) => one.kind === kind).map(({ name, change, note }) => [change, name, note]);
const rulesOf = async (server: TestServer) =>
  (await server.console<{ rules: MessageRule[] }>('GET', '/api/message-rules')).rules;

async function addRules() {
  await old.addProcess(payroll);
  await old.console('PUT', '/api/calendars/Office', { name: 'Office', country: 'TR' });
  const { row } = await old.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
    name: 'Every Friday',
    process: 'Payroll',
    plan,
  });
  const { channel } = await old.console<{ channel: Channel }>('POST', '/api/channels', {
    title: 'Nöbet',
    language: 'tr',
    settings: { kind: 'gotify', server: 'https://gotify.example', token: 'GZLI-token' },
  });
  for (const rule of [
    { scope: { kind: 'schedule', schedule: row.id }, events: ['failed', 'late'], lateMinutes: 7, withLog: true },
    { scope: { kind: 'process', process: 'Payroll' }, events: ['recovered'], quietDays: 'Office' },
    { events: [], digestAt: '18:00' },
  ])
    await old.console('POST', '/api/message-rules', { rule: { channels: [channel.id], ...rule } });
  return { channel, row };
}

test('a move to another computer loses the rules of messages, or what they are about', async () => {
  const { row } = await addRules();
  const document = await exported(old);
  assert.equal(document.messageRules.length, 3);
  assert.doesNotMatch(JSON.stringify(document), /GZLI/);

  const names = ['Every Friday: Nöbet', 'Payroll: Nöbet', 'Nöbet'];
  const dry = await take(fresh, document, true);
  assert.deepEqual(
    shown(dry, 'rule'),
    names.map((name) => ['add', name, '']),
  );
  assert.deepEqual(await rulesOf(fresh), []);
  const done = await take(fresh, document);
  assert.deepEqual(
    shown(done, 'rule'),
    names.map((name) => ['add', name, '']),
  );
  assert.match(String(shown(done, 'channel')[0]), /add,Nöbet,is switched off until its passwords/);

  const { rows } = await fresh.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
  const friday = rows.find(({ name }) => name === 'Every Friday')!;
  assert.notEqual(friday.id, row.id);
  const [first, second, third] = await rulesOf(fresh);
  assert.deepEqual(first!.scope, { kind: 'schedule', schedule: friday.id }, 'the schedule as it is called here');
  assert.deepEqual(
    [first!.lateMinutes, first!.withLog, second!.quietDays, third!.digestAt],
    [7, true, 'Office', '18:00'],
  );
  assert.deepEqual(
    shown(await take(fresh, document), 'rule'),
    names.map((name) => ['same', name, '']),
  );
  assert.deepEqual(
    shown(await take(old, await exported(old)), 'rule').map(([change]) => change),
    ['same', 'same', 'same'],
  );
});

test('a rule is taken in that tells nobody, or is about nothing', async () => {
  const [rule] = await rulesOf(old);
  for (const [change, why] of [
    [{ channels: ['nobody'] }, /no channel has the id "nobody"/],
    [{ scope: { kind: 'process', process: 'Gone' } }, /there is no process "Gone"/],
    [{ scope: { kind: 'schedule', schedule: 'gone' } }, /the schedule that it is about is not here/],
    [{ quietDays: 'Gone' }, /there is no calendar "Gone"/],
    [{ events: [], digestAt: null }, /choose at least one event/],
    [{ lateMinutes: 0 }, /lateMinutes/],
  ] as const) {
    const given = { rota: 1, messageRules: [{ ...rule, id: 'another', ...change }] };
    for (const isDryRun of [true, false]) {
      const [[word, , note]] = shown(await take(old, given, isDryRun), 'rule') as [[string, string, string]];
      assert.equal(word, 'refused', JSON.stringify(change));
      assert.match(note, why);
    }
  }
  assert.equal((await rulesOf(old)).length, 3);
});

test('a channel is deleted that rules send through, and nobody hears of a failure any more', async () => {
  const [channel] = (await old.console<{ channels: Channel[] }>('GET', '/api/channels')).channels;
  await assert.rejects(
    old.console('DELETE', `/api/channels/${channel!.id}`),
    /409.*IN_USE.*through the channel \\"Nöbet\\", about \\"Every Friday\\", \\"Payroll\\", everything/,
  );
  for (const { id } of await rulesOf(old)) await old.console('DELETE', `/api/message-rules/${id}`);
  await old.console('DELETE', `/api/channels/${channel!.id}`);
});

test('an import takes in a reference to a secret that is not there, or only says so once it changes something', async () => {
  await fresh.console('PUT', '/api/vault/Bank', {});
  await fresh.console('PUT', '/api/vault/Bank/Portal', { kind: 'login', user: 'u', password: 'p' });
  const asks = (name: string, reference: string) => ({ ...payroll, name, env: { SECRET: reference } });
  const given = {
    rota: 1,
    processes: [asks('Right', '{{vault:Bank/Portal}}'), asks('Wrong', '{{vault:Bank/Portla}}')],
    schedules: [
      {
        id: null,
        draft: { name: 'Typo', process: 'Payroll', plan, values: { pin: '{{vault:Banc/Portal.password}}' } },
      },
      {
        id: null,
        draft: { name: 'Fine', process: 'Payroll', plan, values: { pin: '{{vault:Bank/Portal.password}}' } },
      },
      { id: null, draft: { name: 'Its process is refused', process: 'Wrong', plan } },
    ],
  };
  for (const isDryRun of [true, false]) {
    const answer = await take(fresh, given, isDryRun);
    const [right, wrong] = shown(answer, 'process');
    assert.equal(right![0], 'add');
    assert.equal(wrong![0], 'refused');
    assert.match(wrong![2]!, /env\.SECRET: the group "Bank" of the vault has no key "Portla"; did you mean "Portal"\?/);
    const [typo, fine, without] = shown(answer, 'schedule');
    assert.equal(typo![0], 'refused');
    assert.match(typo![2]!, /there is no group "Banc" in the vault; did you mean "Bank"\?/);
    assert.equal(fine![0], 'add');
    assert.equal(without![0], 'refused');
  }
});
