import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Callers that sent `Expect: 100-continue` and were not asked for their body yet. */
const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/**
 * With `Expect: 100-continue` a caller keeps its body back until it is asked for it. Node asks at once; here nobody is asked before it
 * is known who calls: `askForBody` does it. Who is refused before keeps the body.
 */
export function askForBodiesLater(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // Of these no path of ours reads a body.
    if (/^(?:GET|HEAD|DELETE)$/.test(request.method ?? '')) response.writeContinue();
    else waiting.set(request, response);
    server.emit('request', request, response);
  });
}

/** Before a body is read. Nothing happens where the caller does not wait to be asked. */
export function askForBody(request: IncomingMessage): void {
  const response = waiting.get(request);
  if (waiting.delete(request)) response?.writeContinue();
}

/** Its body may come or not: the connection cannot be used for a further call (RFC 9110, 10.1.1). */
export const keepsBodyBack = (request: IncomingMessage): boolean => waiting.has(request);
