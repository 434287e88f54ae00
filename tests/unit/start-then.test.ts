import assert from 'node:assert/strict';
import test from 'node:test';
import { notepad, read } from '../support/start-context.ts';

const then = (written: unknown) => {
  const answer = read(notepad({ then: written }));
  assert.ok(answer.ok);
  return answer.start.options.then;
};

const messages = (written: unknown) => {
  const answer = read(notepad({ then: written }));
  return answer.ok ? [] : answer.errors.map(({ message }) => message);
};

test('what follows is stored in other words than it was given, or not as one alone or as text', () => {
  const stored = [
    {
      ...{ after: 'success', then: { kind: 'process', process: 'Report', worker: null } },
      ...{ delaySeconds: 0, values: { file: '{{outputs.file}}' }, alsoAfter: [] },
    },
  ];
  const one = {
    after: 'success',
    then: { kind: 'process', process: 'Report' },
    values: { file: '{{outputs.file}}' },
  };
  for (const written of [[one], one, JSON.stringify([one])]) assert.deepEqual(then(written), stored);
  for (const absent of [undefined, null, '', []]) assert.equal(then(absent), undefined);
});

test('what is wrong with what follows is not said, or not where', () => {
  assert.match(messages('soon')[0] ?? '', /^then: 'soon' is not a list of follow-ups such as \{"after"/);
  const [first = '', second = ''] = messages([
    { after: 'sometimes', then: { kind: 'process', process: 'Report' } },
    { after: 'always', then: { kind: 'schedule', schedule: '' }, delaySeconds: -1 },
  ]);
  assert.match(first, /^then\[0\]\.after: /);
  assert.match(second, /^then\[1\]\./);
});
