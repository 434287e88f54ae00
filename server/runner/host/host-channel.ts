import type { FromHost, ToHost } from './host-messages.ts';

/** The host's side of the channel to the launcher. */
export interface HostChannel {
  send(words: FromHost): void;
  onMessage(listener: (orders: ToHost) => void): void;
  /** The launcher is gone, or has closed the channel. */
  onClose(listener: () => void): void;
  /** Lets the process end once everything has been sent. */
  close(): void;
}

/** Electron's `process.parentPort` in a utility process: messages arrive as events. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** The channel of Node's `fork`, or that of Electron's `utilityProcess.fork`. */
export function openHostChannel(): HostChannel {
  const port = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (port !== undefined && port !== null) {
    return {
      send: (words) => port.postMessage(words),
      onMessage: (listener) => port.on('message', (event) => listener(event.data as ToHost)),
      onClose: (listener) => port.on('close', listener),
      close: () => process.exit(),
    };
  }
  if (process.send === undefined) {
    process.stderr.write('rota runner host: started by nobody; it is a part of the server and does nothing alone.\n');
    process.exit(2);
  }
  return {
    send(words) {
      // The callback gets an error that would otherwise be thrown; "disconnect" reports the same.
      if (process.connected) process.send?.(words, undefined, undefined, () => {});
    },
    onMessage: (listener) => process.on('message', (orders) => listener(orders as ToHost)),
    onClose: (listener) => process.once('disconnect', listener),
    close() {
      process.removeAllListeners('disconnect');
      process.disconnect();
    },
  };
}
