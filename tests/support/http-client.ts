import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; throws if it is none. */
  json(): Record<string, unknown>;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer | object;
  /** `user:password` for Basic. */
  readonly auth?: string;
  readonly localAddress?: string;
  readonly signal?: AbortSignal;
}

export const basic = (userAndPassword: string, encoding: BufferEncoding = 'utf8'): string =>
  `Basic ${Buffer.from(userAndPassword, encoding).toString('base64')}`;

/** One call with exactly this path and these headers, without normalisation. */
export function call(port: number, path: string, ask: Ask = {}): Promise<Reply> {
  const { method = ask.body === undefined ? 'GET' : 'POST', headers = {}, body, auth, localAddress, signal } = ask;
  const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
  const sent = body === undefined ? undefined : isJson ? JSON.stringify(body) : body;
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path,
      method,
      agent: false,
      ...(localAddress === undefined ? {} : { localAddress }),
      ...(signal === undefined ? {} : { signal }),
      headers: {
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...(auth === undefined ? {} : { authorization: basic(auth) }),
        ...(sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) }),
        ...headers,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json = () => JSON.parse(text) as Record<string, unknown>;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
      });
    });
    request.end(sent);
  });
}

/** Sends raw bytes and returns everything that arrives until the server closes the connection. */
export function callRaw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
