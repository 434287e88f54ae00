import assert from 'node:assert/strict';
import test from 'node:test';
import { table, type Command } from '../../server/cli/command.ts';
import { candidates } from '../../server/cli/completion.ts';
import { createProgressLine } from '../../server/cli/progress-line.ts';
import { spanText } from '../../server/cli/time-text.ts';

const rows = [
  ['ID', 'NAME', 'WHY'],
  ['0193d0a2-7f6e-7000-8000-000000000001', 'Invoices of the night', 'the bank did not answer: connection refused'],
];

test('a pipe gets every column whole', () => {
  assert.match(table(rows, null), /Invoices of the night {2}the bank did not answer: connection refused$/);
});

test('on a terminal a row fits into a line, and an ID can still be copied', () => {
  const lines = table(rows, 80).split('\n');
  assert.ok(
    lines.every(({ length }) => length <= 80),
    lines.join('\n'),
  );
  assert.match(lines[1]!, /^0193d0a2-7f6e-7000-8000-000000000001 {2}Invoices of the nig… {2}the bank did not an…$/);
});

test('a terminal that is too narrow for anything still gets some of each column', () => {
  assert.match(table(rows, 10), /0193d0a2-7f6e-7000-8000-000000000001 {2}Invoice… {2}the ban…$/);
});

const command = (name: string, further: Partial<Command> = {}): Command => ({
  ...{ name, usage: '', summary: '', takes: 1, run: () => Promise.resolve() },
  ...further,
});
const some = [
  command('run', { names: 'processes', options: { wait: { type: 'boolean' }, worker: { type: 'string' } } }),
  command('runs'),
  command('client add'),
  command('client list'),
  command('complete-words', { isHidden: true }),
];

test('a shell offers commands, their second words, options, and names', () => {
  assert.deepEqual(candidates(some, ['ru']), { words: ['run', 'runs'], names: null });
  assert.deepEqual(candidates(some, ['c']), { words: ['client'], names: null });
  assert.deepEqual(candidates(some, ['client', '']), { words: ['add', 'list'], names: null });
  assert.deepEqual(candidates(some, ['run', '--w']), { words: ['--wait', '--worker'], names: null });
  assert.deepEqual(candidates(some, ['run', '--wait', 'In']), { words: [], names: 'processes' });
  assert.deepEqual(candidates(some, ['run', 'Invoices', '']), { words: [], names: null });
  assert.deepEqual(candidates(some, ['nothing', '']), { words: [], names: null });
});

test('on a terminal progress is one line that is written over and goes; elsewhere a line for each change', () => {
  const written: string[] = [];
  const said: string[] = [];
  const line = createProgressLine({ isTTY: true, columns: 12, write: (text) => written.push(text) }, () =>
    assert.fail('it is a terminal'),
  );
  line.show('40% a long name of a step');
  line.show('40% a long name of a step');
  line.clear();
  assert.deepEqual(written, ['\r\u001B[K40% a long ', '\r\u001B[K']);
  const plain = createProgressLine({ write: () => assert.fail('it is no terminal') }, (text) => said.push(text));
  for (const text of ['queued', 'queued', '50%']) plain.show(text);
  plain.clear();
  assert.deepEqual(said, ['queued', '50%']);
});

test('spans are read at a glance', () => {
  assert.deepEqual([850, 4210, 185_000, 7_800_000].map(spanText), ['850 ms', '4.2 s', '3 m 05 s', '2 h 10 m']);
});
