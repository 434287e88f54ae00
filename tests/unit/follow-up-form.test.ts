import assert from 'node:assert/strict';
import test from 'node:test';
import type { ChainNext, ChainRun } from '../../contract/chain.ts';
import { followUp, type FollowUpInput } from '../../contract/follow-up.ts';
import type { ParameterSchema } from '../../contract/process.ts';
import { runSources } from '../../renderer/follow-ups/run-sources.ts';
import { thenInWords } from '../../renderer/follow-ups/then-in-words.ts';
import { followUpFieldId } from '../../renderer/follow-ups/follow-up-field.ts';
import { chainTree, inOrder, isChain } from '../../renderer/runs/chain/chain-tree.ts';
import { followUpWords } from '../../renderer/words/follow-up-words.ts';
import { en } from '../../renderer/words/en/index.ts';
import { say, sayCount } from '../../renderer/words/say.ts';
import { createTimes } from '../../renderer/words/times.ts';
import type { Speech } from '../../renderer/words/words.tsx';

const speech = {
  language: 'en',
  w: en,
  say,
  count: (plural, n, params) => sayCount('en', plural, n, params),
  times: createTimes('en', 'UTC'),
} as Speech;

const nameOf = (then: FollowUpInput['then']) => (then.kind === 'process' ? then.process : `<${then.schedule}>`);
const of = (given: FollowUpInput) => followUp.parse(given);

test('a row does not leave out what follows, after which end, when, and what is waited for besides', () => {
  const then = [
    of({ after: 'success', then: { kind: 'process', process: 'Report' } }),
    of({ after: 'failure', then: { kind: 'schedule', schedule: 'tell' }, delaySeconds: 90 }),
    of({ after: 'always', then: { kind: 'process', process: 'Tidy' }, alsoAfter: ['b', 'c'] }),
  ];
  assert.equal(
    thenInWords(then, nameOf, speech),
    'then Report if it succeeds; then <tell> (1.5 min later) if it fails; ' +
      'then Tidy, once these have succeeded today, too: <b>, <c>',
  );
  assert.equal(thenInWords(undefined, nameOf, speech), '');
});

test('an error of the server about a follow-up is not shown at another field', () => {
  const cases = {
    'options.then[0].then.process': 'then-0-target',
    'draft.options.then.1.then.schedule': 'then-1-target',
    'then[0].then.worker': 'then-0-worker',
    'options.then[2].values.start.date': 'then-2-values-start.date',
    'then.3.alsoAfter.0': 'then-3-alsoAfter',
    'then[0].alsoAfter[1]': 'then-0-alsoAfter',
    'then[0].values': 'then-0-all',
    'options.then[0]': 'then-0-all',
    'options.then': 'then',
  };
  for (const [field, id] of Object.entries(cases)) assert.equal(followUpFieldId(field), id, field);
  for (const field of ['values.then', 'values.then[0].x', 'authenticate', null])
    assert.equal(followUpFieldId(field), null);
});

test('a secret of a run is not offered for a value that everybody reads', () => {
  const parameters: ParameterSchema = {
    type: 'object',
    properties: { customer: { type: 'string', title: 'Customer' }, pin: { type: 'string', format: 'password' } },
  };
  const offered = (isForSecret: boolean) =>
    runSources(parameters, ['file'], followUpWords.en, isForSecret).values.map(({ text }) => text);
  assert.deepEqual(offered(false), ['{{values.customer}}']);
  assert.deepEqual(offered(true), ['{{values.customer}}', '{{values.pin}}']);
});

const run = (id: string, after?: string): ChainRun => {
  const follows = after === undefined ? {} : { follows: { run: after, after: 'success' as const, also: [], depth: 1 } };
  return { id, ...follows } as unknown as ChainRun;
};
const next = (after: string, name: string): ChainNext => ({
  run: after,
  after: 'success',
  kind: 'process',
  name,
  delaySeconds: 0,
  alsoAfter: [],
});

test('no run of a chain is lost from its picture, not even one whose predecessor was removed', () => {
  const tree = chainTree({
    runs: [run('a'), run('b', 'a'), run('c', 'a'), run('d', 'b'), run('orphan', 'gone')],
    next: [next('d', 'Mail')],
  });
  assert.deepEqual(
    inOrder(tree).map(({ id }) => id),
    ['a', 'b', 'd', 'd 0', 'c', 'orphan'],
  );
  assert.deepEqual(
    tree.map(({ id }) => id),
    ['a', 'orphan'],
  );
});

test('a run alone has no chain, and one that something may still follow has', () => {
  const others = { others: [], isCut: false };
  assert.equal(isChain(undefined), false);
  assert.equal(isChain({ runs: [run('a')], next: [], ...others }), false);
  assert.equal(isChain({ runs: [run('a')], next: [next('a', 'Mail')], ...others }), true);
});
