import { z } from 'zod';
import type { Endpoint } from '../../contract/api.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** A call that must or may be refused. */
export interface WrongCall {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** Values that people and programs send by mistake. */
const wrongValues: readonly unknown[] = [
  null,
  '',
  'x',
  -1,
  1.5,
  1e12,
  true,
  [],
  {},
  [null],
  '2026-02-30',
  'x'.repeat(20_000),
];

/** Every single error of an endpoint that its schema defines: a value missing, of another type, unknown; and ids that do not exist. */
export function wrongCalls(endpoint: Endpoint): WrongCall[] {
  const path = endpoint.path.replace(/\{\w+\}/g, 'nobody');
  const schema = z.toJSONSchema(endpoint.request, { io: 'input', unrepresentable: 'any' }) as Schema;
  const inputs = [sample(schema), ...mutations(schema)];
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') {
    return inputs.map((input) => ({ method: endpoint.method, path: `${path}?${queryOf(input)}` }));
  }
  return inputs.map((body) => ({ method: endpoint.method, path, body }));
}

function queryOf(input: unknown): string {
  const entries = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  return new URLSearchParams(
    entries
      .map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')])
      .filter(([, value]) => value.length < 4000),
  ).toString();
}

/** A value that the schema accepts, with all its keys. */
function sample(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return sample(choice[0] as Schema);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, one]) => [key, sample(one as Schema)]),
      );
    case 'array':
      return Number(schema.minItems ?? 0) > 0 ? [sample(schema.items as Schema)] : [];
    case 'string':
      return schema.format === 'date-time' ? '2026-11-29T10:00:00Z' : 'sample';
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1));
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function mutations(schema: Schema, depth = 0): unknown[] {
  const found: unknown[] = depth > 2 ? ['x', [], 1.5] : [...wrongValues];
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) found.push(...mutations(choice, depth + 1));
  if (depth > 3) return found;
  if (schema.type === 'array')
    for (const value of mutations((schema.items ?? {}) as Schema, depth + 1)) found.push([value]);
  if (schema.type !== 'object') return found;
  const whole = sample(schema) as Record<string, unknown>;
  found.push({}, { ...whole, notAKey: 1 });
  for (const [key, one] of Object.entries(schema.properties ?? {})) {
    const { [key]: _, ...rest } = whole;
    found.push(rest);
    for (const value of mutations(one as Schema, depth + 1)) found.push({ ...whole, [key]: value });
  }
  return found;
}
