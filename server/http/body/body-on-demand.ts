import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Callers that sent `Expect: 100-continue` and have not got the go-ahead yet. */
const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/**
 * With `Expect: 100-continue` a caller waits for a go-ahead before it sends the body. Node gives it at once; here `askForBody` gives
 * it after authentication, so a refused caller sends no body.
 */
export function askForBodiesLater(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // No path reads a body for these methods.
    if (/^(?:GET|HEAD|DELETE)$/.test(request.method ?? '')) response.writeContinue();
    else waiting.set(request, response);
    server.emit('request', request, response);
  });
}

/** Call it before a body is read. Does nothing if the caller is not waiting. */
export function askForBody(request: IncomingMessage): void {
  const response = waiting.get(request);
  if (waiting.delete(request)) response?.writeContinue();
}

/** Its body may come or not, so the connection cannot be used again (RFC 9110, 10.1.1). */
export const keepsBodyBack = (request: IncomingMessage): boolean => waiting.has(request);
