import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import test, { type TestContext } from 'node:test';
import { createGroupText } from '../../contract/log-groups.ts';
import { foldNeedle } from '../../renderer/ui/log/find-in-line.ts';
import { createAttemptLog } from '../../server/runner/log/attempt-log.ts';
import { foldText } from '../../server/runner/log/log-find.ts';
import { findInLog, readGroups, readLastLines, readLog } from '../../server/runner/log/log-reader.ts';
import { readTail } from '../../server/runner/log/log-tail.ts';
import { groupedLog } from '../../server/runner/log/log-text.ts';

const stamp = '2026-11-23T14:03:04.889Z';

function fileIn(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rota-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'attempt-1.log');
}
const written = (file: string, lines: readonly string[]) =>
  writeFileSync(file, lines.map((line) => `${stamp} ${line}\n`).join(''));

test('groups are lost that stand in others, were never closed, or hold an error', async (t) => {
  const file = fileIn(t);
  written(file, [
    'rota attempt 1', // 1
    'info ::group::outer', // 2
    'info a', // 3
    'stderr   ::GROUP::inner %25', // 4
    'error broke', // 5
    'info ::endgroup::', // 6
    'info ::endgroup::', // 7
    'info ::endgroup::', // 8: closes nothing
    'warning ::group::quiet', // 9
    'info ::groups::none', // 10
    'info ::endgroup:: ', // 11
    'info ::group::never closed', // 12
    'info last', // 13
    'rota ended with exit code 1', // 14
  ]);
  const { groups } = await readGroups(file);
  assert.deepEqual(
    groups.map(({ from, to, end, depth, isFailed }) => [from, to, end, depth, isFailed]),
    [
      [2, 7, 7, 0, true],
      [4, 6, 6, 1, true],
      [9, 11, 11, 0, false],
      [12, null, 13, 0, false],
    ],
  );
  const lines = (await text(groupedLog(file))).split('\n').map((line) => line.slice(stamp.length + 1));
  assert.deepEqual(lines.slice(0, -1), [
    'rota attempt 1',
    'info outer',
    'info   a',
    'stderr   inner %',
    'error     broke',
    'info ::endgroup::',
    'warning quiet',
    'info   ::groups::none',
    'info never closed',
    'info   last',
    'rota ended with exit code 1',
  ]);
});

test('a group that is still open when the log is read is closed by what comes later', async (t) => {
  const file = fileIn(t);
  written(file, ['info ::group::work', 'info a']);
  assert.deepEqual((await readGroups(file)).groups, [{ from: 1, to: null, end: null, depth: 0, isFailed: false }]);
  appendFileSync(file, `${stamp} error no\n${stamp} info ::endgroup::\n`);
  assert.deepEqual((await readGroups(file)).groups, [{ from: 1, to: 4, end: 4, depth: 0, isFailed: true }]);
});

test('groups nested without end push the text of a log out of sight', () => {
  const shown = createGroupText();
  for (let count = 0; count < 1000; count += 1) shown({ level: 'info', text: '::group::deeper' });
  assert.equal(shown({ level: 'info', text: 'x' })?.length, 25);
});

test('a search through a whole log misses lines far down, other letters, colours, or does not end', async (t) => {
  const file = fileIn(t);
  const lines = Array.from({ length: 300_000 }, (_, index) => `info line ${index + 1}`);
  lines[4] = 'info Fatura \u001b[31mİSTAN\u001b[0mBUL';
  lines[250_000] = 'stderr fatura ıstanbul';
  lines[299_999] = 'error Fatura istanbul';
  written(file, lines);
  async function all(text: string, levels: 'all' | 'problems' | 'errors') {
    const found: number[] = [];
    let calls = 0;
    for (let from: number | null = 1; from !== null; calls += 1) {
      const answer = await findInLog(file, { text, levels, from });
      assert.equal(answer.total, 300_000);
      found.push(...answer.lines);
      from = answer.next;
    }
    return { found, calls };
  }
  const everywhere = await all('istanbul', 'all');
  assert.deepEqual(everywhere.found, [5, 250_001, 300_000]);
  assert.ok(everywhere.calls > 1, 'a long log is looked through in several calls');
  assert.deepEqual((await all('FATURA', 'errors')).found, [250_001, 300_000]);
  assert.deepEqual((await all('', 'problems')).found, [250_001, 300_000]);
  assert.equal((await all('line', 'all')).found.length, 299_997);
  // Time and level are not part of a line's text.
  assert.deepEqual((await all('2026-11', 'all')).found, []);
  assert.deepEqual((await readLog(file, { from: 250_001, limit: 1 })).lines[0]?.text, 'fatura ıstanbul');
});

test('what the server finds the page does not mark: both read letters alike', () => {
  for (const sample of ['İIıi ÇĞÖŞÜ çğöşü', 'ΟΔΟΣ οδος ὈΔΟΣ', '한글 Ünal ﬁ ß', 'Ñandú ÅNGSTRÖM', 'Привет ЁЖ'])
    assert.equal(foldText(sample), foldNeedle(sample), sample);
});

test('the end of a full log is out of sight until its robot has ended', async (t) => {
  const file = fileIn(t);
  const log = createAttemptLog(file, 4000, () => Date.parse(stamp), assert.fail);
  for (let line = 1; line <= 500; line += 1) log.line('info', `line ${line}`);
  log.flush();
  log.flush();
  const { total, isCut } = await readLog(file, { from: 1, limit: 1 });
  assert.ok(isCut && total < 100);
  const tail = await readTail(file, total);
  assert.deepEqual(tail?.lines.at(-1), {
    number: total + tail!.lines.length,
    at: Date.parse(stamp),
    level: 'info',
    text: 'line 500',
  });
  // The marker is among the lines of the head.
  assert.equal(total - 1 + tail.leftOut + tail.lines.length, 500);
  log.line('info', 'line 501');
  log.flush();
  assert.equal((await readTail(file, total))?.lines.at(-1)?.text, 'line 501');
  log.close();
  assert.equal(existsSync(`${file}.tail`), false);
  assert.equal(await readTail(file, total), null);
  assert.equal((await readLastLines(file, 1)).lines[0]?.text, 'line 501');
});
