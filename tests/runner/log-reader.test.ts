import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { createAttemptLog } from '../../server/runner/log/attempt-log.ts';
import { endOfLog, readLog, readNewLines } from '../../server/runner/log/log-reader.ts';
import { isWindows } from '../support/windows.ts';

const at = Date.UTC(2026, 10, 23, 14, 3, 4, 889);
const stamp = '2026-11-23T14:03:04.889Z';

function folder(t: TestContext): string {
  const made = mkdtempSync(path.join(tmpdir(), 'rota-log-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('a line comes back as it was written, with number, time and level', async (t) => {
  const file = path.join(folder(t), 'a.log');
  const log = createAttemptLog(file, 1e6, () => at, assert.fail);
  log.line('info', 'şöyle: a  b');
  log.line('error', '');
  log.line('stderr', '\u001b[31mred\u001b[0m');
  log.close();
  assert.deepEqual(await readLog(file, { from: 1, limit: 10 }), {
    lines: [
      { number: 1, at, level: 'info', text: 'şöyle: a  b' },
      { number: 2, at, level: 'error', text: '' },
      { number: 3, at, level: 'stderr', text: '\u001b[31mred\u001b[0m' },
    ],
    total: 3,
    isCut: false,
    next: null,
  });
  assert.deepEqual(await readLog(`${file}.none`, { from: 1, limit: 10 }), {
    lines: [],
    total: 0,
    isCut: false,
    next: null,
  });
});

test('the end of a log of 200,000 lines is found quickly, and as it grows no line is lost or doubled', async (t) => {
  const file = path.join(folder(t), 'long.log');
  const line = (number: number) => `${stamp} ${number % 1000 === 0 ? 'warning' : 'info'} line ${number}\n`;
  writeFileSync(file, Array.from({ length: 200_000 }, (_, index) => line(index + 1)).join(''));
  const page = await readLog(file, { from: 199_998, limit: 2 });
  assert.deepEqual(
    page.lines.map(({ number, text }) => [number, text]),
    [
      [199_998, 'line 199998'],
      [199_999, 'line 199999'],
    ],
  );
  assert.equal(page.next, 200_000);
  assert.equal(page.total, 200_000);

  appendFileSync(file, `${line(200_001)}${stamp} info unfini`);
  assert.equal((await readLog(file, { from: 1, limit: 1 })).total, 200_001);
  appendFileSync(file, 'shed\n');
  const [last] = (await readLog(file, { from: 200_002, limit: 5 })).lines;
  assert.equal(last?.text, 'unfinished');

  const before = process.cpuUsage();
  for (let from = 1; from < 200_000; from += 20_000) await readLog(file, { from, limit: 100 });
  // Processor time, since others may have the processors.
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / 1000 / 10;
  assert.ok(each < 50, `a page took ${each} ms`);
});

test('problems alone are found wherever they stand, and reading goes on after the last one', async (t) => {
  const file = path.join(folder(t), 'problems.log');
  const levels = ['info', 'warning', 'notice', 'error', 'rota', 'stderr'];
  writeFileSync(
    file,
    Array.from({ length: 6000 }, (_, index) => `${stamp} ${levels[index % 6]} ${index + 1}\n`).join(''),
  );
  const first = await readLog(file, { from: 2500, limit: 3, problemsOnly: true });
  assert.deepEqual(
    first.lines.map(({ number, level }) => `${number} ${level}`),
    ['2500 error', '2502 stderr', '2504 warning'],
  );
  const second = await readLog(file, { from: first.next ?? 0, limit: 100_000, problemsOnly: true });
  assert.equal(second.lines[0]?.number, 2506);
  assert.equal(first.lines.length + second.lines.length, 1751);
});

test('new lines are read once each, unfinished ones when they are whole', async (t) => {
  const file = path.join(folder(t), 'new.log');
  let read = await readNewLines(file, await endOfLog(file));
  assert.deepEqual(read, { lines: [], place: { offset: 0, line: 1 } });
  appendFileSync(file, `${stamp} info one\n${stamp} info tw`);
  read = await readNewLines(file, read.place);
  assert.deepEqual(
    read.lines.map(({ number, text }) => [number, text]),
    [[1, 'one']],
  );
  appendFileSync(file, `o\n${stamp} info three\n`);
  read = await readNewLines(file, read.place);
  assert.deepEqual(
    read.lines.map(({ number, text }) => [number, text]),
    [
      [2, 'two'],
      [3, 'three'],
    ],
  );
  assert.deepEqual(await readNewLines(file, read.place), { lines: [], place: await endOfLog(file) });
});

test('who follows a log that is flooded gets all of it at once, or the numbers hide that lines were left out', async (t) => {
  const file = path.join(folder(t), 'flood.log');
  appendFileSync(file, `${stamp} info first\n`);
  const place = await endOfLog(file);
  const lines = Array.from({ length: 50_000 }, (_, index) => `${stamp} info line ${index + 2}\n`);
  appendFileSync(file, `${lines.join('')}${stamp} info unfin`);
  const read = await readNewLines(file, place);
  assert.deepEqual(
    read.lines.map(({ number, text }) => `${number}: ${text}`),
    Array.from({ length: 20 }, (_, index) => `${49_982 + index}: line ${49_982 + index}`),
  );
  appendFileSync(file, 'ished\n');
  assert.deepEqual(
    (await readNewLines(file, read.place)).lines.map(({ number, text }) => [number, text]),
    [[50_002, 'unfinished']],
  );
});

test('a log that is over its limit keeps whole lines, a mark, and the last word of Rota', async (t) => {
  const file = path.join(folder(t), 'cut.log');
  const log = createAttemptLog(file, 200, () => at, assert.fail);
  for (let index = 0; index < 10; index += 1) log.line('info', `line ${index} ${'x'.repeat(20)}`);
  log.line('rota', 'ended with exit code 0');
  log.close();
  const page = await readLog(file, { from: 1, limit: 100 });
  assert.equal(page.isCut, true);
  assert.deepEqual(
    page.lines.map(({ text }) => text.slice(0, 22)),
    [
      'line 0 xxxxxxxxxxxxxxx',
      'line 1 xxxxxxxxxxxxxxx',
      'log cut at 200 bytes: ',
      '8 lines are left out h',
      'ended with exit code 0',
    ],
  );
});

test('a log goes on when the disk can be written again, and says how much is missing', (t) => {
  const home = folder(t);
  const file = path.join(home, 'back.log');
  mkdirSync(file);
  const trouble: string[] = [];
  const log = createAttemptLog(
    file,
    1e6,
    () => at,
    (code) => trouble.push(code),
  );
  log.line('info', 'lost');
  log.flush();
  log.line('info', 'lost as well');
  log.flush();
  rmdirSync(file);
  log.line('info', 'kept');
  log.close();
  // Windows opens a folder, and fails at writing with another error code.
  assert.deepEqual(isWindows ? trouble.length : trouble, isWindows ? 1 : ['EISDIR']);
  return readLog(file, { from: 1, limit: 10 }).then(({ lines }) =>
    assert.deepEqual(
      lines.map(({ text }) => text),
      ['2 lines could not be written and are lost', 'kept'],
    ),
  );
});

test('of a flood of lines as long as pictures only the latest are reported, not more than a reader can take at once', async (t) => {
  const file = path.join(folder(t), 'a.log');
  appendFileSync(file, `${stamp} info old\n`);
  const place = await endOfLog(file);
  const long = 'x'.repeat(60_000);
  appendFileSync(file, Array.from({ length: 40 }, () => `${stamp} info ${long}\n`).join(''));
  const read = await readNewLines(file, place);
  assert.deepEqual(
    read.lines.map(({ number }) => number),
    [40, 41],
  );
  assert.deepEqual(read.place, await endOfLog(file));
});
