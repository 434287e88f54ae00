import assert from 'node:assert/strict';
import test from 'node:test';
import { createLogons } from '../../server/desktop/logons.ts';

/** What each program prints, by its name and first word. */
const printing =
  (answers: Readonly<Record<string, string>>) =>
  (program: string, words: readonly string[]): Promise<string> =>
    Promise.resolve(answers[[program, ...words].join(' ')] ?? '');
const environment = {};

test('sessions of no person count as logons', async () => {
  const ask = '-p Class -p Name';
  const run = printing({
    // Of systemd 252 and of 255, which has more columns.
    'loginctl list-sessions --no-legend':
      ' 2 1000 ada seat0 tty2\nc1  120 gdm seat0 -\n 7 1001 bob -     1234 user pts/0 no  -\n',
    [`loginctl show-session 2 ${ask}`]: 'Class=user\nName=ada\n',
    [`loginctl show-session c1 ${ask}`]: 'Class=greeter\nName=gdm\n',
    [`loginctl show-session 7 ${ask}`]: 'Class=user\nName=bob\n',
  });
  const logons = createLogons({ platform: 'linux', environment, run, boot: () => 'b' });
  const wanted = [
    { id: 'b/2', who: 'ada' },
    { id: 'b/7', who: 'bob' },
  ];
  assert.deepEqual(await logons(), wanted);
  assert.deepEqual(await logons(), wanted);
});

test('without a login manager nobody is ever seen', async () => {
  const who = 'ada   console      Nov 30 10:00\nada   ttys000      Nov 30 10:05 (host)\n';
  const seen = await createLogons({ platform: 'darwin', environment, run: printing({ who }) })();
  assert.deepEqual(
    seen?.map(({ who }) => who),
    ['ada', 'ada'],
  );
  assert.equal(new Set(seen?.map(({ id }) => id)).size, 2);
});

test('nobody there is the same as not knowing', async () => {
  const of = (answers: Readonly<Record<string, string>>) =>
    createLogons({ platform: 'linux', environment, run: printing(answers), boot: () => 'b' })();
  assert.deepEqual(await of({ 'who -q': '\n# users=0\n' }), []);
  assert.equal(await of({}), null);
});
