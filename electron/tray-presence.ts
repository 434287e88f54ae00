import { connect } from 'node:net';
import type { After } from './server-face.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const answerWithinMs = 1000;

/**
 * Whether a tray is visible. Windows and macOS always have one; on Linux the session bus knows whether a program shows such icons: stock
 * GNOME does not, and Electron cannot tell. No answer counts as no tray.
 */
export function hasTray(platform: NodeJS.Platform, busAddress: string | undefined, after: After): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true);
  const path = socketOf(busAddress ?? '');
  return path === null ? Promise.resolve(false) : ask(path, after);
}

/** The socket in a D-Bus address such as `unix:path=/run/user/1000/bus,guid=…`. */
export function socketOf(address: string): string | null {
  for (const one of address.split(';')) {
    const keys = new Map(
      one
        .replace(/^unix:/, '')
        .split(',')
        .map((pair) => pair.split('=', 2) as [string, string]),
    );
    if (!one.startsWith('unix:')) continue;
    const path = keys.get('path');
    const abstract = keys.get('abstract');
    if (path !== undefined) return decodeURIComponent(path);
    if (abstract !== undefined) return `\0${decodeURIComponent(abstract)}`;
  }
  return null;
}

/** Authenticates, says hello, and asks whether a name has an owner. */
function ask(path: string, after: After): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let isSignedIn = false;
    let received = Buffer.alloc(0);
    const cancel = after(answerWithinMs, () => settle(false));
    function settle(answer: boolean): void {
      cancel();
      socket.destroy();
      resolve(answer);
    }
    socket.on('error', () => settle(false));
    socket.on('close', () => settle(false));
    socket.on('connect', () => {
      const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
    });
    socket.on('data', (bytes) => {
      if (!isSignedIn) {
        if (!bytes.toString('latin1').startsWith('OK')) return settle(false);
        isSignedIn = true;
        socket.write('BEGIN\r\n');
        socket.write(methodCall(1, 'Hello', null));
        socket.write(methodCall(2, 'NameHasOwner', watcher));
        return;
      }
      received = Buffer.concat([received, bytes]);
      const answer = answerTo(2, received);
      if (answer !== null) settle(answer);
    });
  });
}

/** A call to the bus itself, little-endian, by the D-Bus specification. */
export function methodCall(serial: number, member: string, argument: string | null): Buffer {
  const body = argument === null ? Buffer.alloc(0) : marshalled(argument);
  const bus = 'org.freedesktop.DBus';
  const fields = [
    field(1, 'o', '/org/freedesktop/DBus'),
    field(2, 's', bus),
    field(3, 's', member),
    field(6, 's', bus),
    ...(argument === null ? [] : [signature('s')]),
  ];
  const array = fields.reduce((all, one) => Buffer.concat([padded(all, 8), one]), Buffer.alloc(0));
  const head = Buffer.alloc(16);
  head.write('l', 0, 'latin1');
  head.writeUInt8(1, 1);
  head.writeUInt8(1, 3);
  head.writeUInt32LE(body.length, 4);
  head.writeUInt32LE(serial, 8);
  head.writeUInt32LE(array.length, 12);
  return Buffer.concat([padded(Buffer.concat([head, array]), 8), body]);
}

const padded = (bytes: Buffer, to: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);
const field = (code: number, type: string, text: string): Buffer =>
  Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), marshalled(text)]);
const signature = (text: string): Buffer =>
  Buffer.from([8, 1, 'g'.charCodeAt(0), 0, text.length, text.charCodeAt(0), 0]);

function marshalled(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(`${text}\0`)]);
}

/** The boolean in the reply to a call; null while there is no reply; an error counts as false. */
export function answerTo(serial: number, received: Buffer): boolean | null {
  for (let at = 0; at + 16 <= received.length;) {
    const type = received.readUInt8(at + 1);
    const bodyBytes = received.readUInt32LE(at + 4);
    const fieldBytes = received.readUInt32LE(at + 12);
    const bodyAt = at + 16 + fieldBytes + ((8 - (fieldBytes % 8)) % 8);
    if (bodyAt + bodyBytes > received.length) return null;
    if ((type === 2 || type === 3) && replySerial(received.subarray(at + 16, at + 16 + fieldBytes)) === serial) {
      return type === 2 && bodyBytes >= 4 && received.readUInt32LE(bodyAt) === 1;
    }
    at = bodyAt + bodyBytes;
  }
  return null;
}

/** The header field 5 of a reply, a `u`; fields begin at multiples of 8. */
function replySerial(fields: Buffer): number | null {
  for (let at = 0; at + 8 <= fields.length; at += 4) {
    if (at % 8 === 0 && fields[at] === 5 && fields[at + 1] === 1 && fields[at + 2] === 0x75)
      return fields.readUInt32LE(at + 4);
  }
  return null;
}
