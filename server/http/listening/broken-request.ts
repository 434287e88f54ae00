import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { rotaError } from '../../../contract/errors.ts';
import { errorAnswerOf } from '../answers/error-answer.ts';

const answers: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are larger than 16 KB'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive'],
};

/** Answers a broken or too slow HTTP request before any route could: as JSON, like every other error. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = answers[error.code ?? ''] ?? [400, 'This is not an HTTP request that can be read'];
  const body = JSON.stringify(errorAnswerOf(rotaError('BODY_INVALID', message)));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  // A client that never closes its side must not keep ours open.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
