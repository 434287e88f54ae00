import assert from 'node:assert/strict';
import test from 'node:test';
import { fleetStates, type FleetState } from '../../contract/worker.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { fleetStateOf, plainStateOf, takesRuns, type WorkerSigns } from '../../server/domain/fleet-state.ts';
import { targetHold, type Candidate, type Wanted } from '../../server/domain/target-hold.ts';

const well: WorkerSigns = {
  ...{ isIdTaken: false, isKnown: true, isStopped: false, isLost: false, isOutdated: false, mode: null },
  ...{ isPaused: false, running: 0, desktop: 'ready' },
};

test('the state of a worker names what matters less', () => {
  const told: [signs: Partial<WorkerSigns>, state: FleetState][] = [
    [{}, 'available'],
    [{ desktop: 'locked' }, 'locked'],
    [{ desktop: 'asleep' }, 'locked'],
    [{ running: 1, desktop: 'locked' }, 'busy'],
    [{ isPaused: true, running: 1 }, 'paused'],
    [{ mode: 'drain', running: 1, isPaused: true }, 'draining'],
    [{ mode: 'drain' }, 'maintenance'],
    [{ mode: 'maintenance', running: 1 }, 'maintenance'],
    [{ isOutdated: true, mode: 'drain', running: 1 }, 'needs-update'],
    [{ isLost: true, isOutdated: true }, 'away'],
    [{ isKnown: false }, 'away'],
    [{ isStopped: true, isLost: true }, 'stopped'],
    [{ isIdTaken: true, isStopped: true }, 'id-taken'],
  ];
  for (const [signs, state] of told) assert.equal(fleetStateOf({ ...well, ...signs }), state, JSON.stringify(signs));
  assert.deepEqual(new Set(told.map(([, state]) => state)), new Set(fleetStates));
});

test('programs that know four states of a worker are told a fifth, or that a computer that is gone is idle', () => {
  const plain = Object.fromEntries(fleetStates.map((state) => [state, plainStateOf(state)]));
  assert.deepEqual(plain, {
    available: 'idle',
    busy: 'running',
    locked: 'attention',
    paused: 'paused',
    draining: 'running',
    maintenance: 'paused',
    'needs-update': 'attention',
    away: 'attention',
    stopped: 'attention',
    'id-taken': 'attention',
  });
  assert.deepEqual(fleetStates.filter(takesRuns), ['available', 'busy', 'locked', 'paused']);
});

const seen = Date.UTC(2026, 10, 30, 9, 12);
const worker = (facts: Partial<Candidate> = {}): Candidate => ({
  ...{ name: 'RPA-07', isThis: false, state: 'available', lastSeen: seen, canRun: true },
  ...facts,
});
const here = worker({ name: 'Here', isThis: true });
const rpa: Wanted = { kind: 'worker', name: 'RPA-07' };
const billing: Wanted = { kind: 'group', name: 'Billing' };
const anybody: Wanted = { kind: 'anybody' };

test('a run waits, and nobody says for whom', () => {
  const told: [wanted: Wanted, candidates: Candidate[], hold: string][] = [
    [{ kind: 'unknown', name: 'RPA-99' }, [], 'waiting for RPA-99, which is no worker and no group any more'],
    [rpa, [worker({ state: 'away' })], 'waiting for RPA-07, last seen 2026-11-30 09:12 UTC'],
    [rpa, [worker({ state: 'stopped' })], 'waiting for RPA-07, which was stopped at 2026-11-30 09:12 UTC'],
    [rpa, [worker({ state: 'away', lastSeen: null })], 'no worker is available'],
    [rpa, [worker({ state: 'maintenance' })], 'RPA-07 is in maintenance'],
    [rpa, [worker({ state: 'draining' })], 'RPA-07 finishes its active runs and accepts no new ones'],
    [rpa, [worker({ state: 'needs-update' })], 'RPA-07 needs an update of Rota'],
    [
      anybody,
      [worker({ state: 'id-taken', name: 'Here' })],
      'another computer uses the ID of Here: this one needs a new ID',
    ],
    [rpa, [worker()], 'others-too'],
    [rpa, [worker({ canRun: false })], 'others-too'],
    [rpa, [worker({ isThis: true })], 'only-here'],
    [billing, [], 'no worker belongs to the group Billing'],
    [billing, [worker({ state: 'away' }), worker({ state: 'stopped' })], 'no worker of the group Billing is available'],
    [billing, [worker({ state: 'away' })], 'waiting for RPA-07, last seen 2026-11-30 09:12 UTC'],
    [billing, [worker({ state: 'away' }), worker({ state: 'locked' })], 'others-too'],
    [anybody, [here], 'only-here'],
    [anybody, [here, worker({ state: 'paused' })], 'others-too'],
    [anybody, [here, worker({ state: 'away' })], 'only-here'],
    [anybody, [here, worker({ canRun: false })], 'only-here'],
    [
      anybody,
      [worker({ isThis: true, canRun: false }), worker({ state: 'away' })],
      'no worker that is available has the program of Robot',
    ],
    [anybody, [worker({ state: 'maintenance' }), worker({ state: 'away' })], 'no worker is available'],
  ];
  for (const [wanted, candidates, expected] of told) {
    const hold = targetHold(wanted, candidates, 'Robot');
    assert.equal(typeof hold === 'string' ? hold : reasonIn('en', hold), expected);
  }
});
