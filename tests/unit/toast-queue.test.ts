import assert from 'node:assert/strict';
import test from 'node:test';
import { createToastQueue, type Queued } from '../../renderer/ui/toast-queue.ts';

/** Toasts as a screen would show them: which one is there, and all there were. */
function screen() {
  const seen: string[] = [];
  let here: string | null = null;
  const queue = createToastQueue<Queued & { readonly text?: string }>({
    show({ id, text }) {
      assert.equal(here, null, 'one at a time');
      here = id;
      seen.push(text ?? id);
    },
    hide(id) {
      if (here !== id) return;
      here = null;
      queue.over(id);
    },
  });
  const close = () => {
    const id = here;
    here = null;
    if (id !== null) queue.over(id);
  };
  return { queue, seen, close, here: () => here };
}
const plain = (id: string) => ({ id, isPlain: true });

test('two toasts cover each other, or one that waited is never shown', () => {
  const { queue, seen, close, here } = screen();
  for (const id of ['a', 'b', 'c']) queue.add(plain(id));
  assert.deepEqual([here(), queue.isAnyWaiting()], ['a', true]);
  close();
  close();
  assert.deepEqual([seen, queue.isAnyWaiting()], [['a', 'b', 'c'], false]);
  close();
  queue.add(plain('d'));
  assert.equal(here(), 'd');
});

test('what is queued and what became of it stand one after the other', () => {
  const { queue, seen, close } = screen();
  queue.add({ ...plain('run 1'), text: 'queued' });
  queue.add(plain('other'));
  queue.add({ ...plain('run 1'), text: 'succeeded' });
  assert.deepEqual(seen, ['queued', 'succeeded']);
  close();
  assert.deepEqual(seen, ['queued', 'succeeded', 'other']);
});

test('a burst of toasts takes a minute to be read, or an undo is lost in it', () => {
  const { queue, seen, close } = screen();
  queue.add(plain('first'));
  queue.add({ id: 'undo', isPlain: false });
  for (let n = 0; n < 20; n += 1) queue.add(plain(`plain ${n}`));
  while (queue.isAnyWaiting()) close();
  assert.deepEqual(seen, ['first', 'undo', 'plain 16', 'plain 17', 'plain 18', 'plain 19']);
});
