import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { methodCall, socketOf } from '../../electron/tray-presence.ts';
import { findInPath } from '../support/desktop.ts';

/** A real, separate session bus, with or without a tray host. */
export interface Bus {
  readonly address: string;
  stop(): Promise<void>;
}

export const noBusBecause: string | false =
  process.platform !== 'linux'
    ? `SKIPPED: only Linux asks a session bus for a tray; this is ${process.platform}.`
    : findInPath('dbus-daemon') === undefined
      ? 'SKIPPED: dbus-daemon is not installed. See tests/support/prepare.mjs.'
      : false;

export async function startBus(hasWatcher: boolean): Promise<Bus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(createInterface(daemon.stdout), 'line')) as [string];
  const watcher = hasWatcher ? await ownName(address, 'org.kde.StatusNotifierWatcher') : null;
  return {
    address,
    async stop() {
      watcher?.destroy();
      const gone = once(daemon, 'exit');
      daemon.kill();
      await gone;
    },
  };
}

/** Owns a name on the bus while the connection is open. */
async function ownName(address: string, name: string): Promise<Socket> {
  const socket = connect(socketOf(address) ?? '');
  let seen = '';
  let onSeen = () => {};
  const untilSeen = async (pattern: RegExp) => {
    while (!pattern.test(seen)) await new Promise<void>((resolve) => (onSeen = resolve));
  };
  socket.on('data', (bytes) => {
    seen += bytes.toString('latin1');
    onSeen();
  });
  await once(socket, 'connect');
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')}\r\n`);
  await untilSeen(/OK .*\r\n/);
  socket.write('BEGIN\r\n');
  socket.write(methodCall(1, 'Hello', null));
  socket.write(requestName(2, name));
  // The bus replies only once it is true.
  await untilSeen(new RegExp(`NameAcquired\0[^]*${name}`));
  return socket;
}

/** `RequestName(name, 0)`: the call for one text, with a number added to signature and body. */
function requestName(serial: number, name: string): Buffer {
  const plain = methodCall(serial, 'RequestName', name);
  const bodyBytes = plain.readUInt32LE(4);
  const fieldBytes = plain.readUInt32LE(12);
  const bodyAt = plain.length - bodyBytes;
  // The signature is the last field: `8 1 g 0 · 1 s 0` becomes `8 1 g 0 · 2 s u 0`, one byte longer.
  const fields = Buffer.concat([plain.subarray(16, 16 + fieldBytes - 3), Buffer.from([2, 0x73, 0x75, 0])]);
  const body = Buffer.concat([plain.subarray(bodyAt), Buffer.alloc((4 - (bodyBytes % 4)) % 4), Buffer.alloc(4)]);
  const head = Buffer.from(plain.subarray(0, 16));
  head.writeUInt32LE(body.length, 4);
  head.writeUInt32LE(fields.length, 12);
  return Buffer.concat([head, fields, Buffer.alloc((8 - (fields.length % 8)) % 8), body]);
}
