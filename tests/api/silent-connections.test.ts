import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import test from 'node:test';
import { withinConnections } from '../../server/http/listening/crowd.ts';
import { watchLines } from '../../server/http/listening/lines.ts';
import { call } from '../support/http-client.ts';
import { until } from '../support/until.ts';

test('whoever opens connections and says nothing keeps nobody out, and takes nobody’s answer away', async (t) => {
  const held = Promise.withResolvers<void>();
  const server = createServer();
  const lines = watchLines(server);
  const handler = withinConnections(
    server,
    (request, response) => {
      if (request.url === '/held') void held.promise.then(() => response.end('at last'));
      else response.end('at once');
    },
    { most: 20, lines, onCrowd: () => {} },
  );
  server.on('request', (request, response) => {
    lines.begin(request.socket, response);
    handler(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const asked = once(server, 'request');
  const waiting = call(port, '/held');
  await asked;
  for (let opened = 0; opened < 19; opened += 1) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    sockets.push(socket);
    // Half a request does not count.
    socket.write('GET / HTTP/1.1\r\nHost: x');
    await once(socket, 'connect');
  }
  // As soon as they have been idle for a moment.
  await until('others are answered', async () => (await call(port, '/')).text === 'at once');
  for (let asks = 0; asks < 10; asks += 1) assert.equal((await call(port, '/')).text, 'at once');
  held.resolve();
  assert.equal((await waiting).text, 'at last', 'the oldest of all, but it was being answered');
});
