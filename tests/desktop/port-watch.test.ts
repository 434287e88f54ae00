import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import test from 'node:test';
import { serverLostNote } from '../../electron/notification-rules.ts';
import { canConnect, watchPort } from '../../electron/port-watch.ts';
import { iconShape } from '../../electron/tray-icon.ts';
import { trayMenu, trayTooltip } from '../../electron/tray-menu.ts';
import { noState } from '../../electron/tray-state.ts';
import { defaultSettings } from '../../contract/settings.ts';

test('one missed look is no loss, two are, reported once; and it is reported when the server is back', async () => {
  const told: boolean[] = [];
  let next = () => {};
  let isThere = true;
  const stop = watchPort({
    url: 'http://127.0.0.1:1',
    after: (_ms, call) => ((next = call), () => (next = () => {})),
    canReach: () => Promise.resolve(isThere),
    onChange: (isLost) => told.push(isLost),
  });
  const look = async (finds: boolean) => {
    isThere = finds;
    next();
    await new Promise((resolve) => setImmediate(resolve));
  };
  await look(true);
  await look(false);
  await look(true);
  assert.deepEqual(told, []);
  for (let count = 0; count < 5; count += 1) await look(false);
  assert.deepEqual(told, [true]);
  await look(true);
  assert.deepEqual(told, [true, false]);
  stop();
  await look(false);
  await look(false);
  assert.deepEqual(told, [true, false]);
});

test('a port where somebody listens can be reached, one where nobody does cannot', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const after = () => () => {};
  assert.equal(await canConnect(url, after), true);
  server.close();
  await once(server, 'close');
  assert.equal(await canConnect(url, after), false);
});

test('a lost server is told by icon, menu, tooltip and message, in both languages, unless nobody wants the message', () => {
  for (const language of ['en', 'tr'] as const) {
    const state = { ...noState(language, 'up'), isReachable: false };
    const [first] = trayMenu(state, 0);
    assert.equal(iconShape(state), 'no-server');
    assert.ok(first?.kind === 'item' && trayTooltip(state, 0).includes(first.label));
    const { notifications } = defaultSettings;
    const note = serverLostNote('http://127.0.0.1:8484', 0, { language, settings: notifications });
    assert.ok(note?.body.includes('http://127.0.0.1:8484'));
    assert.equal(serverLostNote('x', 0, { language, settings: { ...notifications, serverLost: false } }), null);
  }
});
