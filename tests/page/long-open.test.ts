import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { openEventStream } from '../../renderer/api/event-source.ts';
import { createRunLog } from '../../renderer/api/run-log.ts';
import { fetchAllParts, lazyPart } from '../../renderer/ui/lazy-part.ts';

const turn = () => new Promise(setImmediate);

test('a page whose server is away for days does not keep something of each attempt to reach it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  t.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('gone')));
  const kept = { abort: 0 };
  const count = (by: 1 | -1) => (type: string) => void (type === 'abort' && (kept.abort += by));
  const added = t.mock.method(EventTarget.prototype, 'addEventListener', count(1));
  const removed = t.mock.method(EventTarget.prototype, 'removeEventListener', count(-1));
  let lost = 0;
  const nothing = () => undefined;
  const end = openEventStream({ onOpen: nothing, onEvent: nothing, onLost: () => void (lost += 1) });
  while (lost < 50) {
    await turn();
    t.mock.timers.tick(8000);
  }
  assert.ok(kept.abort <= 1, `${kept.abort} listeners are kept`);
  end();
  added.mock.restore();
  removed.mock.restore();
});

test('a screen that could not be fetched while the server was away is fetched when it is back, and so are the ones after it', async () => {
  let isAway = true;
  const fetched: string[] = [];
  const screen = (name: string) =>
    lazyPart(() =>
      isAway ? Promise.reject(new TypeError('gone')) : (fetched.push(name), Promise.resolve(() => null)),
    );
  screen('one');
  screen('two');
  await fetchAllParts();
  assert.deepEqual(fetched, []);
  isAway = false;
  await fetchAllParts();
  await fetchAllParts();
  assert.deepEqual(fetched, ['one', 'two']);
});

/** Answers of the server to log requests, each released by the test. */
function logAnswers(t: TestContext) {
  const asked: ((last: number) => void)[] = [];
  t.mock.method(globalThis, 'fetch', (url: string) => {
    const { pathname, searchParams } = new URL(url, 'http://rota');
    if (pathname.endsWith('/groups')) return Promise.resolve(Response.json({ attempt: 1, groups: [], areCut: false }));
    const from = Number(searchParams.get('from'));
    const { promise, resolve } = Promise.withResolvers<Response>();
    asked.push((last) => {
      const lines = Array.from({ length: last - from + 1 }, (_, index) => ({ number: from + index, text: '' }));
      resolve(Response.json({ lines, next: null, total: last, isCut: false, isGone: false, tail: null }));
    });
    return promise;
  });
  return asked;
}

test('the last lines of a run that ends while its log is being fetched are not missing', async (t) => {
  const asked = logAnswers(t);
  const log = createRunLog('run', 1);
  const opened = log.catchUp();
  const ended = log.catchUp();
  asked[0]?.(2);
  for (let turns = 0; asked.length < 2 && turns < 1000; turns += 1) await turn();
  assert.equal(asked.length, 2, 'what was written since the first answer is asked for');
  asked[1]?.(5);
  await Promise.all([opened, ended]);
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map((number) => log.lineAt(number)?.number),
    [1, 2, 3, 4, 5, undefined],
  );
});
