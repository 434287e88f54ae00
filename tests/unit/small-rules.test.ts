import assert from 'node:assert/strict';
import test from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import { names, nodesAt, readXml, textAt } from '../../server/domain/import/xml-text.ts';
import { placeholderInShell } from '../../server/domain/shell-line.ts';
import { afterShortage, began, grownLimit } from '../../server/domain/shortage-limit.ts';
import { isScarcity, isShort, shortageOf } from '../../server/domain/shortage.ts';

test('the limit of runs grows by another share than a quarter, or never faster than after the shortage', () => {
  const places = { ...began(afterShortage(null, 20, 0)), growMs: 16_000, growAt: 1_000 };
  const first = grownLimit(places, 100, 1_000)!;
  assert.deepEqual([first.most, first.growMs, first.growAt, first.hasGrown], [25, 16_000, 17_000, true]);
  const second = grownLimit(first, 100, 17_000)!;
  assert.deepEqual([second.most, second.growMs, second.growAt], [31, 8_000, 25_000]);
  assert.equal(grownLimit({ ...first, most: 3 }, 100, 17_000)?.most, 4, 'at least by one');
  assert.equal(
    grownLimit({ ...first, growMs: 3_000 }, 100, 17_000)?.growMs,
    2_000,
    'never faster than every two seconds',
  );
  assert.equal(afterShortage(first, 5, 17_000).hasGrown, false);
  assert.equal(afterShortage({ ...first, growMs: 40_000 }, 5, 17_000).growMs, 60_000, 'never slower than every minute');
});

test('what the computer lacks is taken for a fault of the program, or the other way round', () => {
  for (const code of ['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE']) assert.ok(isShort(code) && isScarcity(code), code);
  for (const code of ['ENOSPC', 'EDQUOT', 'EROFS']) assert.ok(!isShort(code) && isScarcity(code), code);
  assert.ok(!isScarcity('ENOENT'));
  const said = { words: 'no room', facts: [] };
  const of = (code: string, more: object = {}) =>
    shortageOf({ exitCode: null, signal: null, spawnError: { code, message: code, ...more } });
  assert.deepEqual(of('RUNNER', { said }), { what: 'means', sentence: said });
  assert.equal(of('RUNNER'), null);
  assert.equal(of('ENOENT', { said }), null);
});

test('a value in the text of a shell is let through behind a flag of another spelling, or refused as data', () => {
  const isRefused = (command: string, ...args: string[]) => placeholderInShell({ command, args }) !== null;
  for (const flag of ['-c', '-Command', '-e', '-ec', '-EncodedCommand', '-cwa', '-CommandWithArgs', '/c'])
    assert.ok(isRefused('pwsh', flag, '{{v}}'), flag);
  for (const flag of ['-File', '-x', '-', 'ec', 'cwa']) assert.ok(!isRefused('pwsh', flag, '{{v}}'), flag);
  assert.ok(!isRefused('pwsh', '-c{{v}}'), 'the flag itself is no text');
  assert.ok(isRefused('bash', '-lc', 'echo {{v}}'));
  assert.ok(!isRefused('bash', '-c', 'echo $1', 'x', '{{v}}'), 'what follows the text is data');
  assert.ok(!isRefused('node', '-e', '{{v}}'), 'no shell');
  const why = (command: string) => inEnglish(placeholderInShell({ command, args: ['-c', '{{v}}'] })!.why);
  assert.match(why('cmd.exe'), /^a value in a line of cmd\.exe/);
  assert.match(why('bash'), /^a value inside the text that bash runs/);
});

test('a child of XML is found with its namespace alone, or blanks around a text belong to it', () => {
  const root = readXml(
    '<?xml version="1.0"?><t:Task xmlns:t="x"><t:Name> Pay </t:Name><a>1</a><a/><b>x<c/></b></t:Task>',
  );
  const [task] = nodesAt(root, 'Task');
  assert.equal(textAt(root, 'Task', 'Name'), 'Pay');
  assert.equal(textAt(root, 'Task', 'b'), 'x');
  assert.equal(textAt(root, 'Task', 'none'), '');
  assert.deepEqual(names(task), ['Name', 'a', 'b']);
  assert.deepEqual(names(root), ['Task']);
  assert.deepEqual(names(undefined), []);
  assert.deepEqual(names(nodesAt(task!, 'b')[0]), ['c']);
  for (const wrong of ['<a><b></a>', '<a', 'hello', '<!DOCTYPE a><a/>'])
    assert.throws(() => readXml(wrong), /XML/, wrong);
});
