import assert from 'node:assert/strict';
import test from 'node:test';
import { definitionOf, draftOf, filledIn } from '../../renderer/processes/process-draft.ts';
import { readCommandLine, type FromCommandLine } from '../../renderer/processes/command-line.ts';

const read = (line: string, platform = 'linux'): FromCommandLine => {
  const found = readCommandLine(line, platform);
  assert.equal(typeof found, 'object', `${line}: ${JSON.stringify(found)}`);
  return found as FromCommandLine;
};
const brief = (line: string, platform?: string) => {
  const { command, args, cwd, env, parameters, notes } = read(line, platform);
  const values = Object.fromEntries(
    Object.entries(parameters).map(([name, one]) => [name, one['default'] ?? one.format]),
  );
  return { command, args, cwd, env: Object.fromEntries(env), values, notes };
};

test('the values of a pasted line become parameters with a name, a kind and the value; switches stay', () => {
  assert.deepEqual(
    brief(
      'cd /opt/robots && LANG=tr_TR.UTF-8 python3 report.py --month 2026-11 --top=5 --rate 1.5 --dry-run out/a.csv',
    ),
    {
      command: 'python3',
      args: ['report.py', '--month', '{{month}}', '--top={{top}}', '--rate', '{{rate}}', '--dry-run', '{{dryRun}}'],
      cwd: '/opt/robots',
      env: { LANG: 'tr_TR.UTF-8' },
      values: { month: '2026-11', top: 5, rate: 1.5, dryRun: 'out/a.csv' },
      notes: [],
    },
  );
  const { parameters, name, title } = read('./import-orders.sh --output-folder /srv/out --day 2026-11-30 --force');
  assert.deepEqual([name, title], ['import-orders', 'Import orders']);
  assert.deepEqual(parameters, {
    outputFolder: { type: 'string', format: 'path', default: '/srv/out', title: 'Output folder' },
    day: { type: 'string', format: 'date', default: '2026-11-30', title: 'Day' },
  });
});

test('quotes of either kind, escapes and line ends are read as a shell reads them', () => {
  assert.deepEqual(brief(String.raw`$ tool 'two words' "a \"b\"" c\ d`).values, {
    value: 'two words',
    value2: 'a "b"',
    value3: 'c d',
  });
  assert.deepEqual(brief('tool --a 1 \\\n  --b 2').args, ['--a', '{{a}}', '--b', '{{b}}']);
});

test('the backslashes of a Windows path are no escapes, and a Windows prompt is no part of it', () => {
  const line = String.raw`C:\Users\me> "C:\Program Files\Robot\robot.exe" /s --in "D:\new orders\today.xml" -n 3`;
  assert.deepEqual(brief(line, 'win32'), {
    command: String.raw`C:\Program Files\Robot\robot.exe`,
    args: ['/s', '--in', '{{in}}', '-n', '{{n}}'],
    cwd: null,
    env: {},
    values: { in: String.raw`D:\new orders\today.xml`, n: 3 },
    notes: [],
  });
  const batch = brief(String.raw`cd /d D:\robots && set LEVEL=2&& py -3 -m sales.report %TEMP%\out`, 'win32');
  assert.deepEqual(
    [batch.command, batch.cwd, batch.args.slice(0, 3)],
    ['py', String.raw`D:\robots`, ['-3', '-m', 'sales.report']],
  );
  assert.deepEqual(batch.notes, ['variables']);
});

test('what belongs to the interpreter is no value, and the script gives the name', () => {
  for (const [line, args, name] of [
    ['java -cp lib -jar robot.jar 7', ['-cp', 'lib', '-jar', 'robot.jar', '{{number}}'], 'robot'],
    [
      'powershell -ExecutionPolicy Bypass -File sync.ps1 -Target srv1',
      ['-ExecutionPolicy', 'Bypass', '-File', 'sync.ps1', '-Target', '{{Target}}'],
      'sync',
    ],
    [
      'node --max-old-space-size=512 robot.mjs https://example.com',
      ['--max-old-space-size=512', 'robot.mjs', '{{url}}'],
      'robot',
    ],
  ] as const) {
    const found = read(line);
    assert.deepEqual([found.args, found.name], [args, name], line);
  }
});

test('a secret of a pasted line is neither kept nor put where others see it', () => {
  const found = read('tool --user ada --password hunter2 --api-token=abc');
  assert.ok(!JSON.stringify(found).includes('hunter2') && !JSON.stringify(found).includes('abc'));
  assert.deepEqual(found.args, ['--user', '{{user}}']);
  assert.equal(found.parameters['password']?.format, 'password');
  assert.deepEqual(found.notes, ['secret']);
});

test('what no process can hold is said and not swallowed', () => {
  assert.deepEqual(brief('tool a.txt | grep x > out.txt').notes, ['shell']);
  assert.deepEqual(brief('tool a.txt | grep x > out.txt').args, ['{{file}}']);
  assert.equal(readCommandLine('make && make install', 'linux'), 'several');
  assert.equal(readCommandLine('tool "open', 'linux'), 'quotes');
  assert.equal(readCommandLine('  \n', 'linux'), 'empty');
  assert.deepEqual(brief('tool $HOME/in').notes, ['variables']);
});

test('a new process filled in from a line keeps the name that was typed, and is what the server takes', () => {
  const typed = draftOf(null);
  const draft = filledIn({ ...typed, process: { ...typed.process, name: 'Mine' } }, read('TZ=UTC /usr/bin/tool --n 3'));
  assert.deepEqual(definitionOf(draft), {
    ...definitionOf(typed),
    name: 'Mine',
    title: 'Tool',
    command: '/usr/bin/tool',
    args: ['--n', '{{n}}'],
    env: { TZ: 'UTC' },
    parameters: { ...typed.process.parameters, properties: { n: { type: 'integer', default: 3, title: 'N' } } },
  });
});
