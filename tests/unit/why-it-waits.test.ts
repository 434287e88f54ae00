import assert from 'node:assert/strict';
import test from 'node:test';
import { reasonCodes } from '../../contract/reasons.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { whatIsBefore, waitingReason, type Hold, type Queue } from '../../server/domain/waiting-reason.ts';

const open: Hold = {
  paused: { isPaused: false, until: null },
  short: null,
  desktop: 'ready',
  laterUntil: null,
  askingAbout: null,
};
const noRoom = { code: 'no-room' as const, params: {} };
const why = (usesDesktop: boolean, hold: Partial<Hold>) => {
  const reason = waitingReason({ id: 'r1' }, usesDesktop, { ...open, ...hold });
  return (
    reason &&
    [reason.code, ...Object.values(reason.params).map((fact) => (typeof fact === 'object' ? fact.words : fact))].join(
      ' ',
    )
  );
};

test('a run that only has others before it is given no other reason', () => {
  assert.equal(why(true, {}), null);
  assert.equal(why(false, {}), null);
  assert.equal(why(true, { askingAbout: 'r2' }), null);
});

test('a locked, sleeping or disconnected session, a "later" and a question hold up robots that need the screen, and no others', () => {
  const holds: [Partial<Hold>, string][] = [
    [{ desktop: 'locked' }, 'desktop-locked'],
    [{ desktop: 'asleep' }, 'desktop-asleep'],
    [{ desktop: 'disconnected' }, 'desktop-disconnected'],
    [{ laterUntil: 600_000 }, 'desktop-later 600000'],
    [{ askingAbout: 'r1' }, 'desktop-asking'],
  ];
  for (const [hold, told] of holds) {
    assert.equal(why(true, hold), told);
    assert.equal(why(false, hold), null);
  }
});

test('a full disk holds up every robot, and is reported before what holds up some', () => {
  for (const usesDesktop of [true, false]) {
    assert.equal(why(usesDesktop, { short: noRoom, desktop: 'locked' }), 'no-room');
    assert.equal(why(usesDesktop, { short: noRoom, paused: { isPaused: true, until: null } }), 'all-paused');
  }
});

test('a pause of everything is told first, since nothing goes before it is over', () => {
  const paused = { isPaused: true, until: null };
  assert.equal(why(false, { paused }), 'all-paused');
  assert.equal(why(true, { paused: { isPaused: true, until: 5 }, desktop: 'locked' }), 'all-paused-until 5');
});

test('a run that only waits for its turn does not leave its reader guessing what for', () => {
  const run = { id: 'r1', scheduleSeq: 1 };
  const desk = { name: 'Desk', usesDesktop: true, maxConcurrent: 9 };
  const narrow = { name: 'Narrow', usesDesktop: false, maxConcurrent: 2 };
  const beside = (process: typeof desk, scheduleSeq: number, isExclusive = true) => ({
    process,
    scheduleSeq,
    isExclusive,
  });
  const before = (process: typeof desk, queue: Partial<Queue>) => {
    const reason = whatIsBefore(run, process, { running: [], atOnce: 4, askingAbout: null, ...queue });
    const most = reason?.params['count'];
    return reason && (typeof most === 'number' ? `${reason.code} ${most}` : reason.code);
  };
  assert.equal(before(narrow, {}), null);
  assert.equal(before(narrow, { running: [beside(narrow, 1)] }), 'run-before');
  assert.equal(before(narrow, { running: [beside(narrow, 1, false)] }), null);
  assert.equal(before(narrow, { running: [beside(narrow, 2), beside(narrow, 3)] }), 'process-busy 2');
  assert.equal(before(desk, { running: [beside(desk, 2)] }), 'desktop-busy');
  assert.equal(before(narrow, { running: [beside(desk, 2)] }), null);
  assert.equal(before(desk, { askingAbout: 'r2' }), 'desktop-busy');
  assert.equal(before(desk, { askingAbout: 'r1' }), null);
  assert.equal(before(narrow, { running: [beside(desk, 2)], atOnce: 1 }), 'worker-busy 1');
});

test('an instant in a reason is said as the reader’s clock shows it, however it was stored', () => {
  const at = Date.UTC(2026, 10, 26, 14, 20);
  const said = (given: string | number) =>
    reasonIn('en', { code: 'was-off', params: { at: given } }, (instant) => `T${instant}`);
  assert.equal(said(at), `missed: Rota was not running at T${at}`);
  assert.equal(said(new Date(at).toISOString()), `missed: Rota was not running at T${at}`);
  assert.equal(
    reasonIn('tr', { code: 'all-paused-until', params: { at } }),
    'tüm zamanlamalar duraklatıldı (bitiş: 2026-11-26 14:20 UTC)',
  );
});

test('no reason is without its sentence in both languages', () => {
  for (const code of reasonCodes)
    for (const language of ['en', 'tr'] as const) assert.notEqual(reasonIn(language, { code, params: {} }), '');
});
