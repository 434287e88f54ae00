import assert from 'node:assert/strict';
import test from 'node:test';
import { createDescendants } from '../../server/runner/terminate/descendants.ts';
import type { ProcessRow } from '../../server/runner/terminate/process-table.ts';
import { reaperHere } from '../../server/runner/terminate/reaper.ts';
import { childrenOf, isAlive, parentOf, until } from '../support/until.ts';
import { createRig } from './rig.ts';

const skip = reaperHere() === null && 'Linux with Perl only: elsewhere nothing can be known of such programs';

/** A program that hides like a daemon: its own session, no streams, another name, no environment; its pid is an output. */
const hidden = (name: string) =>
  `POSIX::setsid(); open STDOUT,'>/dev/null'; open STDERR,'>/dev/null'; open(my $o,'>>',$ENV{ROTA_OUTPUT}); print $o "${name}=$$\\n"; close $o; %ENV=(); exec {'/bin/sleep'} 'invoice-watcher', '1000' if '${name}' eq 'execed'; $0='invoice-watcher'; sleep 1000; exit`;
const perl = (code: string) => ({ command: 'perl', args: ['-MPOSIX', '-e', code] });
const daemon = (name: string) => `if(!fork){ if(!fork){ ${hidden(name)} } POSIX::_exit(0) } wait;`;
const written = (names: string) =>
  `for my $n (qw(${names})) { while (1) { open(my $i,'<',$ENV{ROTA_OUTPUT}); last if grep { /^$n=\\d+$/ } <$i>; select(undef,undef,undef,0.01) } }`;

async function pidOf(run: { ended: Promise<{ outputs: Readonly<Record<string, unknown>> }> }, name: string) {
  const pid = Number((await run.ended).outputs[name]);
  assert.ok(pid > 1, 'the hidden one has begun');
  return pid;
}

test('a child that gave itself a name and a session ends with its run', { skip }, async (t) => {
  const rig = createRig(t);
  const run = rig.launch(perl(`if(!fork){ ${hidden('renamed')} } ${written('renamed')} sleep 1; print "on\\n"`));
  assert.equal(isAlive(await pidOf(run, 'renamed')), false, 'a run of a second is looked after before its end is told');
  assert.ok(run.log().includes('info on'));
});

test(
  'a daemon without parent, name, environment and streams ends with its run, though it was quick',
  { skip },
  async (t) => {
    const rig = createRig(t);
    for (const name of ['renamed', 'execed']) {
      const run = rig.launch(perl(`${daemon(name)} ${written(name)}`));
      const pid = await pidOf(run, name);
      await until('it is gone', () => !isAlive(pid));
    }
  },
);

test(
  'a daemon of one robot goes when that ends or is cancelled, and that of a robot which still runs stays',
  { skip },
  async (t) => {
    const rig = createRig(t);
    const script = `${daemon('renamed')} ${written('renamed')} sleep 1000`;
    const stays = rig.launch(perl(script));
    const report = await stays.when(({ type }) => type === 'outputs');
    const staying = Number((report as { outputs: Record<string, unknown> }).outputs['renamed']);
    assert.equal((await rig.launch({ command: 'true' }).ended).facts.exitCode, 0);
    const other = rig.launch({ command: 'sh', args: ['-c', 'sleep 1.1'] });
    await other.ended;
    assert.equal(isAlive(staying), true);
    rig.launcher.stop(stays.id, 'cancel');
    await stays.ended;
    assert.equal(isAlive(staying), false);
  },
);

test(
  'daemons of all robots go when Rota is closed, or its host is told so by the end of the server',
  { skip },
  async (t) => {
    const rig = createRig(t);
    const run = rig.launch(perl(`${daemon('renamed')} ${written('renamed')} sleep 1000`));
    const report = await run.when(({ type }) => type === 'outputs');
    const pid = Number((report as { outputs: Record<string, unknown> }).outputs['renamed']);
    await rig.launcher.close();
    assert.equal(isAlive(pid), false);
  },
);

test('what has lost its parent and is over is fetched: no dead processes pile up', { skip }, async (t) => {
  const rig = createRig(t);
  const first = rig.launch({ command: 'sleep', args: ['1000'] });
  const host = parentOf((await first.started).child.pid) ?? 0;
  rig.launcher.stop(first.id, 'cancel', true);
  await first.ended;
  const reaper = parentOf(host) ?? 0;
  const ends = Array.from({ length: 20 }, () => rig.launch({ command: 'sh', args: ['-c', '(sleep 0.01 &)'] }).ended);
  await Promise.all(ends);
  await until('only the host is left', () => childrenOf(reaper).length === 1);
  process.kill(reaper, 'SIGKILL');
  await until('a host does not outlive its reaper', () => !isAlive(host));
});

const row = (pid: number, parent: number, more: Partial<ProcessRow> = {}): ProcessRow => ({
  pid,
  parent,
  group: pid,
  session: pid,
  began: `boot:${pid}`,
  owner: null,
  attempt: null,
  ...more,
});
const seen = (kin: ReturnType<typeof createDescendants>, attempt: string) => kin.of(attempt).map(({ pid }) => pid);

test('descendants stay known when they lose parent and name, and a number that came back is a stranger', () => {
  let rows: ProcessRow[] = [row(900_100, 1), row(900_101, 900_100), row(900_102, 900_101), row(900_900, 1)];
  const kin = createDescendants(() => rows);
  kin.begin('a/1', { pid: 900_100, startedMark: 'boot:900100' });
  kin.look();
  assert.deepEqual(seen(kin, 'a/1'), [900_100, 900_101, 900_102]);
  // The parents have ended; one process in the lost one's session is new; one pid is reused by an unrelated process.
  rows = [
    row(900_102, 1),
    row(900_103, 1, { session: 900_102 }),
    row(900_101, 900_900, { began: 'boot:999999' }),
    row(900_104, 900_101, { began: 'boot:1000000' }),
  ];
  kin.look();
  assert.deepEqual(seen(kin, 'a/1'), [900_102, 900_103]);
  // No process has the first child's pid any more: an unrelated session leader with that id is not ours.
  rows = [row(900_100, 1, { began: 'boot:2000000' }), row(900_105, 900_100, { session: 900_100 })];
  kin.look();
  assert.deepEqual(seen(kin, 'a/1'), []);
});

test('who may belong to a running robot is spared, who is older than all of them is not', () => {
  const kin = createDescendants(() => []);
  kin.begin('a/1', { pid: 900_100, startedMark: 'boot:500' });
  const none = new Set<string>();
  assert.equal(kin.mayBelong(row(900_200, 7, { began: 'boot:600' }), none), true);
  assert.equal(kin.mayBelong(row(900_200, 7, { began: 'boot:400' }), none), false);
  assert.equal(kin.mayBelong(row(900_200, 7, { began: 'boot:600', attempt: 'b/1' }), none), false);
  assert.equal(kin.mayBelong(row(900_200, 7, { began: 'boot:600' }), new Set(['a/1'])), false);
  kin.end('a/1');
  assert.equal(kin.mayBelong(row(900_200, 7, { began: 'boot:600' }), none), false);
});
