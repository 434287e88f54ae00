import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Calendar } from '../../contract/calendar.ts';
import { startRota, type TestServer } from '../support/server.ts';

const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
const files = path.join(import.meta.dirname, '../fixtures/imports');
let server: TestServer;

before(async () => {
  server = await startRota();
});
after(() => server.stop());

function rota(...words: string[]): Promise<{ code: number; out: string; problem: string }> {
  const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: server.home, ROTA_PORT: '0' };
  return new Promise((resolve) =>
    execFile(process.execPath, [main, ...words], { env, cwd: files }, (error, out, problem) =>
      resolve({ code: Number(error?.code ?? 0), out, problem }),
    ),
  );
}
const daysOff = async (name: string) => {
  const { calendars } = await server.console<{ calendars: Calendar[] }>('GET', '/api/calendars');
  return calendars.find((one) => one.name === name)?.off.map(({ day }) => day);
};

test('an iCalendar file given on the command line becomes days off of a new calendar; a second time nothing is new', async () => {
  const first = await rota('calendar', 'import', 'Lab', 'extra-date.ics');
  assert.equal(first.code, 0, first.problem);
  assert.match(first.out, /^Lab: .*3/);
  assert.deepEqual(await daysOff('Lab'), ['2027-01-04', '2027-02-10', '2028-01-04']);
  const second = await rota('calendar', 'import', 'Lab', 'extra-date.ics', '--json');
  assert.equal(second.code, 0, second.problem);
  assert.deepEqual(JSON.parse(second.out), { added: 0, events: 1, leftOut: [] });
  assert.equal((await daysOff('Lab'))?.length, 3);
});

test('a file that is no calendar, and one that is not there, are refused and leave no calendar behind', async () => {
  const wrong = await rota('calendar', 'import', 'Wrong', 'job-zone.crontab');
  assert.equal(wrong.code, 1, wrong.out);
  assert.notEqual(wrong.problem.trim(), '');
  const none = await rota('calendar', 'import', 'None', 'nowhere.ics');
  assert.notEqual(none.code, 0);
  assert.match(none.problem, /nowhere\.ics/);
  assert.equal(await daysOff('Wrong'), undefined);
  assert.equal(await daysOff('None'), undefined);
});
