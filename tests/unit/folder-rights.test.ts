import assert from 'node:assert/strict';
import test from 'node:test';
import {
  isInProfile,
  othersIn,
  ownerOnlyWords,
  restrictToOwner,
  sidIn,
} from '../../server/runner/windows/folder-rights.ts';

const ada = 'S-1-5-21-1004336348-1177238915-682003330-1001';

test('who else may read a data folder is read from its access list, whatever the language of the computer', () => {
  // The access list of a new folder in D:\: administrators, system, all signed-in users, all users.
  const fresh =
    'Rota\r\nD:AI(A;OICIID;FA;;;BA)(A;OICIID;FA;;;SY)(A;OICIIOID;SDGXGWGR;;;AU)(A;ID;0x1301bf;;;AU)(A;OICIID;0x1200a9;;;BU)\r\n';
  assert.deepEqual(othersIn(fresh, ada), ['AU', 'BU']);
  assert.deepEqual(othersIn(`D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;${ada})`, ada), []);
  assert.deepEqual(othersIn(`D:PAI(A;OICI;FA;;;${ada})(A;OICI;FR;;;S-1-5-21-1-2-3-1002)`, ada), [
    'S-1-5-21-1-2-3-1002',
  ]);
  assert.deepEqual(othersIn(`D:PAI(D;OICI;FA;;;WD)(A;OICI;FA;;;${ada})`, ada), [], 'who is denied may not');
  assert.deepEqual(othersIn('D:NO_ACCESS_CONTROL', ada), ['WD']);
  assert.deepEqual(othersIn('nothing', ada), ['WD']);
});

test('rights are given by numbers, and to nobody by inheritance', () => {
  assert.equal(sidIn(`"host\\ada","${ada}"\r\n`), ada);
  assert.equal(sidIn('ERROR: Access is denied.'), null);
  assert.deepEqual(ownerOnlyWords('D:\\Rota', ada), [
    'D:\\Rota',
    '/inheritance:r',
    '/grant:r',
    `*${ada}:(OI)(CI)F`,
    '*S-1-5-18:(OI)(CI)F',
    '*S-1-5-32-544:(OI)(CI)F',
    '/Q',
  ]);
});

test('a folder inside the profile is left as Windows made it', () => {
  const profile = 'C:\\Users\\Ada';
  assert.equal(isInProfile('c:\\users\\ada\\AppData\\Local\\Rota', profile), true);
  assert.equal(isInProfile('C:\\Users\\Adam\\Rota', profile), false);
  assert.equal(isInProfile('D:\\Rota', profile), false);
  assert.equal(isInProfile('C:\\Users\\Ada', profile), false);
  assert.equal(isInProfile('C:\\Rota', undefined), false);
});

test(
  'a folder whose file modes say who may read is looked at as Windows does',
  { skip: process.platform === 'win32' },
  async () => {
    assert.deepEqual(await restrictToOwner('/', undefined), []);
  },
);
