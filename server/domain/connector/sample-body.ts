import { isFileParameter } from '../../../contract/file-value.ts';
import { isSecret, type Parameter, type RpaProcess } from '../../../contract/process.ts';

/**
 * A body that starts a process unchanged: examples, defaults and first choices as values; a secret is a placeholder to fill in.
 */
export function sampleBody({ name, parameters }: RpaProcess, worker: string | null): Record<string, unknown> {
  const required = new Set(parameters.required ?? []);
  const values = Object.entries(parameters.properties)
    .map(([key, parameter]) => [key, sampleOf(parameter as Parameter & Limits, required.has(key))] as const)
    .filter(([, value]) => value !== undefined);
  return {
    name,
    values: Object.fromEntries(values),
    runOnce: 'Y',
    runImmediately: 'Y',
    ...(worker === null ? {} : { worker }),
  };
}

interface Limits {
  readonly const?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
}

/** Undefined for a parameter that is optional and has no value to suggest. */
function sampleOf(parameter: Parameter & Limits, isRequired: boolean): unknown {
  if (isSecret(parameter)) return isRequired ? '<secret>' : undefined;
  if (isFileParameter(parameter)) return isRequired ? { name: 'example.txt', content: 'RXhhbXBsZQ==' } : undefined;
  const suggested = parameter.examples?.[0] ?? parameter.default ?? parameter.const ?? parameter.enum?.[0];
  if (suggested !== undefined) return suggested;
  if (!isRequired) return undefined;
  const type: unknown = Array.isArray(parameter.type) ? parameter.type[0] : parameter.type;
  switch (type) {
    case 'integer':
    case 'number':
      return parameter.minimum ?? (parameter.exclusiveMinimum === undefined ? 1 : parameter.exclusiveMinimum + 1);
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    case 'null':
      return null;
    default:
      return textOf(parameter);
  }
}

function textOf({ format, minLength = 0 }: Parameter & Limits): string {
  const text = samples[format ?? ''] ?? 'text';
  return text.padEnd(minLength, 'x');
}

const samples: Readonly<Record<string, string>> = {
  date: '2026-12-31',
  time: '08:00:00Z',
  'date-time': '2026-12-31T08:00:00Z',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
  ipv4: '192.0.2.1',
};
