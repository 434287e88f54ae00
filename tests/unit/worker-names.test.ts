import assert from 'node:assert/strict';
import test from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import { findGroup, findTarget, freeName, nameTaken, type Roster } from '../../server/domain/worker-names.ts';

const roster: Roster = {
  workers: [
    { id: '7f3a-01', name: 'RPA-07', aliases: ['Muhasebe PC', 'İSTANBUL-1'] },
    { id: '7f3a-02', name: 'RPA-08', aliases: ['12'] },
    { id: '7f3a-03', name: 'Night', aliases: [] },
    { id: '7f3a-04', name: 'night', aliases: [] },
  ],
  groups: ['Billing', 'SAP GUI'],
};

test('a worker or group is not found by its ID, name or alias in the spelling of its callers', () => {
  const meant: [given: string, target: string][] = [
    ['7f3a-01', '7f3a-01'],
    ['7F3A_01', '7f3a-01'],
    [' RPA-07 ', '7f3a-01'],
    ['rpa 07', '7f3a-01'],
    ['muhasebe_pc', '7f3a-01'],
    ['istanbul 1', '7f3a-01'],
    ['12', '7f3a-02'],
    ['Billing', 'Billing'],
    ['BILLING', 'Billing'],
    ['sap-gui', 'SAP GUI'],
    ['Night', '7f3a-03'],
    ['night', '7f3a-04'],
  ];
  for (const [given, target] of meant) assert.deepEqual(findTarget(given, roster), { ok: true, target }, given);
});

test('what nobody is called means somebody, or is refused without those that are close', () => {
  const refused: [given: string, sentence: string][] = [
    ['', 'there is no worker and no group ""'],
    [' - ', 'there is no worker and no group "-"'],
    ['Warehouse', 'there is no worker and no group "Warehouse"'],
    ['RPA-70', 'there is no worker and no group "RPA-70"; close to it: "RPA-07"'],
    ['Biling', 'there is no worker and no group "Biling"; close to it: "Billing"'],
    ['NIGHT', 'several workers are called "NIGHT": give the ID of one of them'],
  ];
  for (const [given, sentence] of refused) {
    const found = findTarget(given, roster);
    assert.equal(found.ok ? found.target : inEnglish(found.problem), sentence, given);
  }
});

test('two things that a start can name are called alike, or a worker may not keep its own name', () => {
  const taken: [name: string, except: Parameters<typeof nameTaken>[2], sentence: string | null][] = [
    ['RPA-09', {}, null],
    ['rpa_07', {}, 'a worker is called "RPA-07" already'],
    ['RPA-07', { worker: '7f3a-01' }, null],
    ['Muhasebe PC', { worker: '7f3a-01' }, null],
    ['muhasebepc', { worker: '7f3a-02' }, 'the worker "RPA-07" has the further name "Muhasebe PC" already'],
    ['7F3A 02', { worker: '7f3a-01' }, '"7F3A 02" is the ID of the worker "RPA-08"'],
    ['billing', { worker: '7f3a-01' }, 'a group is called "Billing" already'],
    ['billing', { group: 'Billing' }, null],
    ['12', { group: 'Billing' }, 'the worker "RPA-08" has the further name "12" already'],
  ];
  for (const [name, except, sentence] of taken) {
    const problem = nameTaken(name, roster, except);
    assert.equal(problem && inEnglish(problem), sentence, name);
  }
});

test('a computer that joins under a name that another one has gets no name of its own', () => {
  assert.equal(freeName('RPA-09', roster, 'new'), 'RPA-09');
  assert.equal(freeName('RPA-07', roster, 'new'), 'RPA-07 (2)');
  const twice = { ...roster, workers: [...roster.workers, { id: 'x', name: 'rpa 07 (2)', aliases: [] }] };
  assert.equal(freeName('RPA-07', twice, 'new'), 'RPA-07 (3)');
  assert.equal(freeName('RPA-07', roster, '7f3a-01'), 'RPA-07');
});

test('a group is found in any spelling, and an unknown one is not', () => {
  assert.equal(findGroup(' sap_gui ', roster.groups), 'SAP GUI');
  assert.equal(findGroup('SAP', roster.groups), null);
});
