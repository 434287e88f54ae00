import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { examine } from '../../server/cli/doctor.ts';
import { oneDriveAround } from '../../server/config.ts';

const around = (folder: string, environment: Record<string, string>) => oneDriveAround(folder, environment, path.win32);
const work = 'C:\\Users\\Ada\\OneDrive - Çınar A.Ş';

test('a data folder that OneDrive copies to the cloud is found, in any case and by any of its variables', () => {
  assert.equal(
    around('C:\\Users\\Ada\\OneDrive\\Documents\\Rota', { OneDrive: 'C:\\Users\\Ada\\OneDrive' }),
    'C:\\Users\\Ada\\OneDrive',
  );
  assert.equal(around(`${work}\\Rota`.toLowerCase(), { ONEDRIVECOMMERCIAL: work }), work);
  assert.equal(around(work, { OneDrive: 'D:\\Other', OneDriveCommercial: work }), work);
});

test('a folder beside it, on another disk, or with a name that only begins so is nobody’s', () => {
  const environment = { OneDrive: 'C:\\Users\\Ada\\OneDrive', OneDriveConsumer: '', ROTA_HOME: 'C:\\Users' };
  for (const folder of [
    'C:\\Users\\Ada\\AppData\\Local\\Rota',
    'D:\\Rota',
    'C:\\Users\\Ada\\OneDriveTemp\\Rota',
    'C:\\Users\\Ada',
  ])
    assert.equal(around(folder, environment), null, folder);
  assert.equal(
    around('C:\\Users\\Ada\\OneDrive\\..data', environment),
    'C:\\Users\\Ada\\OneDrive',
    'a name with dots is inside',
  );
});

test('the doctor says where the folder lies and what to do, and nothing where all is well', () => {
  const inUse = { version: '2026f', origin: 'rota', dated: null, place: null } as const;
  const patient = {
    now: 0,
    serverNow: null,
    timezone: 'UTC',
    zones: { inUse, others: [], refused: [] },
  } as unknown as Parameters<typeof examine>[0];
  const found = examine({ ...patient, cloud: work }).filter(({ state }) => state === 'wrong');
  assert.match(found[0]?.says ?? '', /OneDrive - Çınar A\.Ş.*ROTA_HOME/);
  assert.deepEqual(
    examine({ ...patient, cloud: null }).filter(({ state }) => state === 'wrong'),
    [],
  );
});
