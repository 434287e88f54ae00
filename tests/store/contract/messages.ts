import assert from 'node:assert/strict';
import test from 'node:test';
import type { MessageContent } from '../../../contract/message-rules.ts';
import type { NewMessage } from '../../../server/store/message-store.ts';
import {
  addQueued,
  addSchedule,
  due,
  minute,
  newId,
  newRun,
  openRacers,
  succeeded,
  taking,
  type OpenStores,
} from './stores.ts';

const content = (day: string): MessageContent & { kind: 'events' } =>
  ({ kind: 'events', events: [], more: [], day }) as unknown as MessageContent & { kind: 'events' };

const message = (facts: Partial<NewMessage> = {}): NewMessage => ({
  ...{ rule: 'rule', content: content('one'), at: due, nextAt: due },
  deliveries: [{ id: newId('msg'), channel: 'chat' }],
  ...facts,
});

const event = (rule: string | null = null) => ({ kind: 'failed', rule, run: null, at: due, facts: null }) as const;

/** Messages that several computers make and send. */
export function messagesContract(open: OpenStores): void {
  test('what nobody asked for is written with the runs, or what somebody asked for is not', async (t) => {
    const [store] = await open(t, 1);
    const { messages, runs } = store!;
    const kinds = async () => (await messages.events(50)).events.map(({ kind, run }) => [kind, run]);
    const runOnce = async () => {
      const id = await addQueued(store!);
      await runs.claim(id, taking('one'), true);
      await runs.endAttempt(id, 1, succeeded());
      return id;
    };
    await runOnce();
    assert.deepEqual(await kinds(), []);
    await messages.setWanted(['succeeded', 'started', 'late']);
    const all = await runOnce();
    assert.deepEqual(await kinds(), [
      ['started', all],
      ['late', all],
      ['ended', all],
    ]);
    await messages.setWanted(['cancelled']);
    await runOnce();
    const waiting = await addQueued(store!);
    await runs.endWaiting(waiting, 'cancelled', { code: 'done', params: {} }, due);
    assert.deepEqual((await kinds()).slice(3), [['ended', waiting]]);
    const begun = await addSchedule(store!);
    await runs.insert(
      begun.seq,
      newRun({ ended: { outcome: 'cancelled', reason: { code: 'done', params: {} } } } as never),
    );
    assert.equal((await kinds()).length, 5);
    await messages.setWanted([]);
    await runs.endWaiting(await addQueued(store!), 'cancelled', { code: 'done', params: {} }, due);
    assert.equal((await kinds()).length, 5);
  });

  test('an event becomes two messages, or one that came meanwhile is lost', async (t) => {
    const [one, other] = await openRacers(open, t, 2);
    assert.equal(await one!.messages.addEvent(event('a'), null), true);
    const [mine, theirs] = [await one!.messages.events(10), await other!.messages.events(10)];
    await other!.messages.addEvent(event('b'), null);
    const seqs = mine.events.map(({ seq }) => seq);
    const made = await one!.messages.settle({ mark: mine.mark, events: seqs, made: [message()], joined: [] });
    assert.equal(made, true);
    if (one!.messages.isShared)
      assert.equal(
        await other!.messages.settle({ mark: theirs.mark, events: seqs, made: [message()], joined: [] }),
        false,
        'somebody else was quicker',
      );
    const left = await other!.messages.events(10);
    assert.deepEqual(
      left.events.map(({ rule }) => rule),
      ['b'],
    );
    assert.equal((await one!.messages.page(undefined, 10)).entries.length, 1);
    const [first] = await one!.messages.open('rule');
    const joined = [{ seq: first!.seq, content: content('two') }];
    const settled = { mark: left.mark, events: left.events.map(({ seq }) => seq), made: [], joined };
    assert.equal(await other!.messages.settle(settled), true);
    assert.deepEqual(await one!.messages.open('rule'), joined);
    assert.deepEqual((await one!.messages.events(10)).events, []);
  });

  test('a message that is on its way already is joined', async (t) => {
    const [store] = await open(t, 1);
    const { messages } = store!;
    await messages.add(message(), newId('once'));
    const [first] = await messages.open('rule');
    assert.equal(await messages.lastSentAt('rule'), null);
    await messages.close(first!.seq, due + 5);
    await messages.close(first!.seq, due + 9);
    assert.deepEqual(await messages.open('rule'), []);
    assert.equal(await messages.lastSentAt('rule'), due + 5);
    if (!messages.isShared) return;
    await messages.addEvent(event(), null);
    const { mark, events } = await messages.events(10);
    const joined = [{ seq: first!.seq, content: content('two') }];
    assert.equal(await messages.settle({ mark, events: events.map(({ seq }) => seq), made: [], joined }), false);
    assert.equal((await messages.events(10)).events.length, 1, 'nothing was changed');
  });

  test('what is told once is told by each computer', async (t) => {
    const stores = await openRacers(open, t, 3);
    const key = newId('once');
    const added = await Promise.all(stores.map((store) => store.messages.add(message(), key)));
    assert.deepEqual(added.toSorted(), [false, false, true]);
    const told = newId('told');
    const events = await Promise.all(stores.map((store) => store.messages.addEvent(event(), told)));
    assert.deepEqual(events.toSorted(), [false, false, true]);
    assert.equal(await stores[0]!.messages.wasToldOnce(told), true);
    await stores[1]!.messages.setOnce(told, null);
    assert.equal(await stores[2]!.messages.wasToldOnce(told), false);
    await stores[1]!.messages.setOnce(told, due);
    assert.equal(await stores[0]!.messages.addEvent(event(), told), false);
  });

  test('a delivery is sent by two, or by nobody after a failure', async (t) => {
    const [store] = await open(t, 1);
    const { messages } = store!;
    const now = Date.now();
    const [first, second] = [newId('msg'), newId('msg')];
    const deliveries = [
      { id: first, channel: 'chat' },
      { id: second, channel: 'mail' },
    ];
    await messages.add(message({ at: now, nextAt: now, deliveries }), newId('once'));
    const dueIds = async (at: number, without: string[] = []) =>
      (await messages.due(at, 10, without)).map(({ id }) => id);
    assert.deepEqual(await dueIds(now - 1), []);
    assert.deepEqual(await dueIds(now), [first, second]);
    assert.deepEqual(await dueIds(now, ['chat']), [second]);
    assert.equal(await messages.lease(first, now - 1, minute), false, 'not due');
    assert.equal(await messages.lease(first, now, minute), true);
    assert.equal(await messages.lease(first, now, minute), false);
    await messages.release(first);
    assert.equal(await messages.lease(first, now, minute), true);
    const failed = { state: 'waiting', attempts: 1, lastError: 'no answer', deliveredAt: null } as const;
    await messages.update(first, { ...failed, nextAt: now + minute });
    assert.equal(await messages.next(now), now + minute);
    assert.equal(await messages.lease(first, now + minute, minute), true, 'the lease ended with the answer');
    await messages.update(first, { ...failed, state: 'delivered', nextAt: null, deliveredAt: now });
    assert.equal(await messages.lease(first, now + minute, minute), false, 'it is delivered');
    assert.deepEqual(await dueIds(now + minute), [second]);
    const stored = await messages.get(first);
    assert.deepEqual([stored?.state, stored?.deliveredAt, stored?.lastError], ['delivered', now, 'no answer']);
    const page = await messages.page(undefined, 1);
    assert.deepEqual([page.entries.map(({ id }) => id), page.next === null], [[second], false]);
    assert.deepEqual(
      (await messages.page(page.next ?? 0, 5)).entries.map(({ id }) => id),
      [first],
    );
  });

  test('what is on its way is removed with what is old', async (t) => {
    const [store] = await open(t, 1);
    const { messages, retention } = store!;
    const [gone, waiting] = [newId('msg'), newId('msg')];
    await messages.add(message({ deliveries: [{ id: gone, channel: 'chat' }] }), newId('once'));
    await messages.add(message({ deliveries: [{ id: waiting, channel: 'chat' }] }), newId('once'));
    const over = { attempts: 1, nextAt: null, lastError: null, deliveredAt: due };
    await messages.update(gone, { ...over, state: 'delivered' });
    while ((await retention.removeRecords(due + minute, due, 100)) > 0);
    assert.equal(await messages.get(gone), null);
    assert.equal((await messages.get(waiting))?.id, waiting);
  });

  test('rules are asked about other runs than those of their process or schedule', async (t) => {
    const [store] = await open(t, 1);
    const { messages, runs, schedules } = store!;
    const ended = async (facts: Parameters<typeof newRun>[0], at: number) => {
      const id = await addQueued(store!, facts);
      await runs.claim(id, taking('one', {}, at - 1), false);
      await runs.endAttempt(id, 1, succeeded(at));
      return (await runs.get(id))!;
    };
    const first = await ended({ process: 'A' }, due);
    const second = await ended({ process: 'A' }, due + minute);
    await ended({ process: 'B' }, due + minute);
    await ended({ process: 'A', trigger: 'test' }, due + minute);
    assert.equal((await messages.before(second, ['succeeded'], true))?.id, first.id);
    assert.equal(await messages.before(second, ['failed'], true), null);
    assert.equal(await messages.before(second, ['succeeded'], false), null, 'it has a schedule of its own');
    const all = { process: null, schedule: null };
    const counted = async (of: { process: string | null; schedule: string | null }) =>
      [...(await messages.outcomesBetween(due, due + 2 * minute, of))].map(([name, n]) => [name, n.get('succeeded')]);
    assert.deepEqual((await counted(all)).toSorted(), [
      ['A', 2],
      ['B', 1],
    ]);
    assert.deepEqual(await counted({ ...all, schedule: second.scheduleId }), [['A', 1]]);
    const last = await messages.endedBetween(
      due,
      due + 2 * minute,
      { ...all, process: 'A', outcomes: ['succeeded'] },
      5,
    );
    assert.deepEqual(
      last.map(({ id }) => id),
      [second.id, first.id],
    );
    assert.ok((await schedules.get(first.scheduleId)) !== null);
    const late = await addQueued(store!, { trigger: 'schedule', dueAt: due });
    assert.deepEqual(
      (await messages.waitingSince(due, 10)).map(({ id }) => id),
      [late],
    );
    assert.deepEqual(await messages.waitingSince(due - 1, 10), []);
  });
}
