import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startRota, type TestClient, type TestServer } from './server.ts';

const script = path.join(import.meta.dirname, '..', 'fixtures', 'children', 'obeys-its-values.mjs');

const parameters = {
  type: 'object' as const,
  properties: {
    holdUntil: { type: 'string' },
    progress: { type: 'integer' },
    outputs: { type: 'object' },
    complain: { type: 'string' },
    shout: { type: 'string' },
    exitCode: { type: 'integer' },
    failFirst: { type: 'integer' },
    pin: { type: 'string', writeOnly: true },
  },
};

export interface Connector {
  readonly server: TestServer;
  readonly client: TestClient;
  readonly port: number;
  readonly auth: string;
  /** A gate: a file that lets a run wait until `release`. */
  gate(): string;
  release(gate: string): void;
  stop(): Promise<void>;
}

/** A real server with processes that follow their values: `Obey`, `Desk` (takes the desktop), `Needs` (requires a value), `Off` (disabled). */
export async function openConnector(env: Record<string, string> = {}): Promise<Connector> {
  const server = await startRota({ env });
  await server.addProcess({ name: 'Obey', script, parameters });
  await server.addProcess({ name: 'Desk', script, parameters, usesDesktop: true });
  const needs = { customer: { type: 'string' }, count: { type: 'integer', minimum: 1 }, isUrgent: { type: 'boolean' } };
  await server.addProcess({
    name: 'Needs',
    script,
    parameters: { type: 'object', properties: needs, required: ['customer'] },
  });
  await server.addProcess({ name: 'Off', script, enabled: false });
  const client = await server.addClient({ name: 'erp', scopes: ['start', 'read'] });
  let gates = 0;
  return {
    server,
    client,
    port: Number(new URL(server.url).port),
    auth: `${client.user}:${client.password}`,
    gate: () => path.join(server.home, `gate-${(gates += 1)}`),
    release: (gate) => writeFileSync(gate, ''),
    stop: () => server.stop(),
  };
}

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const codeOf = (body: Record<string, unknown>): string => (body['error'] as { code: string }).code;
export const warningCodes = (body: Record<string, unknown>): string[] =>
  (body['warnings'] as { code: string }[]).map(({ code }) => code);
