import assert from 'node:assert/strict';
import test from 'node:test';
import type { Announcement } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import { defaultSettings } from '../../contract/settings.ts';
import {
  admit,
  mergedNote,
  noteOf,
  nothingShown,
  type Note,
  type NoteContext,
} from '../../electron/notification-rules.ts';

const context: NoteContext = {
  language: 'en',
  settings: defaultSettings.notifications,
  isWindowFocused: false,
  since: 1000,
};
const secret = 'hunter2';
const ended = (change: Partial<Run>): Announcement => ({
  type: 'run',
  run: {
    id: 'r1',
    scheduleName: 'Payroll',
    process: 'P',
    trigger: 'schedule',
    status: 'ended',
    outcome: 'failed',
    reason: { code: 'error-line', params: { exitCode: 2, message: `login with ${secret} refused` } },
    attempt: 1,
    startedAt: 1500,
    endedAt: 2000,
    ...change,
  } as Run,
});

test('a final failure is reported, with the exit code and never with the words of the child', () => {
  const note = noteOf(ended({}), context);
  assert.equal(note?.title, 'Payroll failed');
  assert.equal(note?.body, 'exit code 2');
  assert.equal(note?.hash, '#/runs/r1');
  assert.equal(note?.retryRunId, 'r1');
});

test('no reason lets values or words of a child through', () => {
  for (const code of ['error-line', 'signal-line', 'output-invalid', 'values-invalid', 'spawn-failed'] as const) {
    const note = noteOf(ended({ reason: { code, params: { message: secret, exitCode: 1, process: 'P' } } }), context);
    assert.equal(JSON.stringify(note).includes(secret), false, code);
  }
});

test('an attempt that will be tried again is not a failure yet', () => {
  assert.equal(noteOf(ended({ status: 'retrying', outcome: null }), context), null);
});

test('a run I started is reported when it ends while I look elsewhere, and only then', () => {
  const own = ended({ trigger: 'operator', outcome: 'succeeded', reason: null });
  assert.equal(noteOf(own, context)?.title, 'Payroll succeeded');
  assert.equal(noteOf(own, { ...context, isWindowFocused: true }), null);
  assert.equal(noteOf(ended({ outcome: 'succeeded' }), context), null);
});

test('every kind of message can be switched off', () => {
  const off = { failure: false, ownRunEnded: false, missed: false, serverLost: false, success: false, started: false };
  assert.equal(noteOf(ended({}), { ...context, settings: off }), null);
  assert.equal(noteOf(ended({ trigger: 'operator' }), { ...context, settings: off }), null);
});

test('what ended before this start is old news; a test run is nobody else’s', () => {
  assert.equal(noteOf(ended({ endedAt: 500 }), context), null);
  assert.equal(noteOf(ended({ trigger: 'test' }), context), null);
});

test('a cancel, a skip and a missed time each tell nothing by themselves', () => {
  for (const outcome of ['cancelled', 'skipped', 'missed'] as const)
    assert.equal(noteOf(ended({ outcome }), context), null);
});

test('missed runs are reported once together, with their number', () => {
  const notice = { id: 'n1', kind: 'missed' as const, at: 1, params: {}, runIds: ['a', 'b', 'c'] };
  assert.equal(noteOf({ type: 'notice', notice }, context)?.title, 'Missed runs: 3');
  assert.equal(noteOf({ type: 'notice', notice }, { ...context, language: 'tr' })?.title, 'Kaçırılan çalıştırma: 3');
  // Of many, only the latest are named.
  const many = { ...notice, params: { count: 1234 } };
  assert.equal(noteOf({ type: 'notice', notice: many }, context)?.title, 'Missed runs: 1234');
});

test('a call that did not come is not reported as a run that Rota missed', () => {
  const notice = { id: 'n2', kind: 'did-not-run' as const, at: 1, params: { process: 'Payroll', last: 0 }, runIds: [] };
  const note = noteOf({ type: 'notice', notice }, context);
  assert.equal(note?.title, 'Not called as usual: Payroll');
  assert.doesNotMatch(String(note?.body), /closed|off/);
  assert.equal(note?.hash, '#/overview');
});

const note = (key: string): Note => ({ key, title: key, body: '', hash: '#/', retryRunId: null });

test('the same run is reported once, however often it is announced', () => {
  const first = admit(nothingShown, note('ended:1'), 0);
  assert.equal(first.verdict, 'show');
  assert.equal(admit(first.shown, note('ended:1'), 1).verdict, 'leave');
});

test('more than three in a minute become one message that counts', () => {
  let shown = nothingShown;
  const verdicts = ['a', 'b', 'c', 'd', 'e'].map((key, index) => {
    const next = admit(shown, note(key), index);
    shown = next.shown;
    return next.verdict;
  });
  assert.deepEqual(verdicts, ['show', 'show', 'show', 'merge', 'merge']);
  assert.equal(mergedNote(shown.merged, 'en').title, 'Further messages: 2');
  assert.equal(admit(shown, note('f'), 60_001).verdict, 'show');
});

test('a clock that was set back does not silence messages', () => {
  let { shown } = admit(nothingShown, note('a'), 1_000_000);
  for (const key of ['b', 'c']) ({ shown } = admit(shown, note(key), 1_000_000));
  assert.equal(admit(shown, note('d'), 10).verdict, 'show');
});
