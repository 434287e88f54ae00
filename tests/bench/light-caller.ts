import { Agent, request } from 'node:http';
import type { TestClient } from '../support/server.ts';

/** One caller with one connection, whose own cost is a third of fetch's, so that the figures are the server's. */
export interface LightCaller {
  get(to: string): Promise<string>;
  post(to: string, body: object): Promise<string>;
  /** A start by the connector API; its id. */
  start(body: object): Promise<string>;
  /** Waits (by `?wait=`) until the state is final. */
  final(spid: string): Promise<void>;
  close(): void;
}

export function lightCaller(url: string, client?: Pick<TestClient, 'user' | 'password'>): LightCaller {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = client && {
    authorization: `Basic ${Buffer.from(`${client.user}:${client.password}`).toString('base64')}`,
  };

  function ask(method: string, path: string, body?: object): Promise<string> {
    const text = body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          ...{ hostname, port, path, method, agent },
          headers: {
            ...headers,
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
          },
        },
        (answer) => {
          let answered = '';
          answer.setEncoding('utf8');
          answer.on('data', (part: string) => (answered += part));
          answer.on('end', () =>
            answer.statusCode === 200
              ? resolve(answered)
              : reject(new Error(`${method} ${path}: ${answer.statusCode} ${answered}`)),
          );
        },
      );
      asked.on('error', reject);
      asked.end(text);
    });
  }

  const prefix = '/scheduler/connector-api/process';
  return {
    get: (to) => ask('GET', to),
    post: (to, body) => ask('POST', to, body),
    async start(body) {
      const answer = JSON.parse(await ask('POST', `${prefix}/start`, body)) as { robustaSpid: string };
      return answer.robustaSpid;
    },
    async final(spid) {
      while (/"status":"(WAITING|RUNNING)"/.test(await ask('GET', `${prefix}/status/${spid}?wait=50`))) continue;
    },
    close: () => agent.destroy(),
  };
}
