import fc from 'fast-check';
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>> | boolean;
type Any = fc.Arbitrary<unknown>;

/** Values that rarely fit. */
export const odd: Any = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -0, -1, 1e308, true, [], {}, [[]], '__proto__', 'ı', '9'.repeat(400), {
    toString: 1,
  }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
  fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown),
);

const deepest = 5;

/** Values that match a schema, as far as JSON Schema can express it; `known` has better ones by property name. */
export function valuesOf(schema: z.ZodType, known: Readonly<Record<string, Any>>): Any {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref' }) as Schema;
  return of(root, root, known, 0);
}

/** The same with an error: a key missing or added, a value of another type, at any depth. */
export function nearly(values: Any): Any {
  return fc
    .tuple(values, fc.nat(), odd, fc.constantFrom('drop', 'add', 'replace'))
    .map(([given, place, another, how]) => {
      // Constants are shared, so a copy is changed.
      const value = structuredClone(given);
      const wrong = structuredClone(another);
      const holders = holdersIn(value);
      const holder = holders[place % Math.max(1, holders.length)];
      if (holder === undefined) return wrong;
      const keys = Object.keys(holder);
      const key = keys[place % Math.max(1, keys.length)];
      if (how === 'add' || key === undefined) holder['unknown'] = wrong;
      else if (how === 'drop' && !Array.isArray(holder)) delete holder[key];
      else holder[key] = wrong;
      return value;
    });
}

function holdersIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(holdersIn)];
}

function of(schema: Schema, root: Schema, known: Readonly<Record<string, Any>>, depth: number): Any {
  if (typeof schema === 'boolean') return odd;
  const list = (key: string) => (Array.isArray(schema[key]) ? (schema[key] as Schema[]) : null);
  const go = (one: Schema) => of(one, root, known, depth + 1);
  const ref = schema['$ref'];
  if (typeof ref === 'string') return depth > deepest ? odd : go(referred(ref, root));
  if ('const' in schema) return fc.constant(schema['const']);
  const choices = list('enum');
  if (choices !== null) return fc.constantFrom<unknown>(...choices);
  const some = list('anyOf') ?? list('oneOf');
  if (some !== null) return fc.oneof(...some.map(go));
  const all = list('allOf');
  if (all !== null) return fc.tuple(...all.map(go)).map((parts) => Object.assign({}, ...parts) as unknown);
  switch (schema['type']) {
    case 'object':
      return objects(schema, go, known, depth);
    case 'array':
      return fc.array(depth > deepest ? odd : go((schema['items'] ?? true) as Schema), {
        minLength: number(schema['minItems']) ?? 0,
        maxLength: Math.max(number(schema['minItems']) ?? 0, Math.min(number(schema['maxItems']) ?? 4, 4)),
      });
    case 'string':
      return texts(schema);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return odd;
  }
}

function objects(
  schema: Exclude<Schema, boolean>,
  go: (one: Schema) => Any,
  known: Readonly<Record<string, Any>>,
  depth: number,
): Any {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const required = (schema['required'] ?? []) as string[];
  const made = fc.record(
    Object.fromEntries(properties.map(([key, one]) => [key, known[key] ?? (depth > deepest ? odd : go(one))])),
    { requiredKeys: required.filter((key) => properties.some(([name]) => name === key)) },
  );
  const rest = schema['additionalProperties'];
  if (rest === undefined || rest === false || depth > deepest) return made;
  const further = fc.dictionary(fc.string({ maxLength: 12 }), go(rest as Schema), { maxKeys: 3 });
  return fc.tuple(made, further).map(([own, others]) => ({ ...others, ...own }));
}

function texts(schema: Exclude<Schema, boolean>): Any {
  const minLength = number(schema['minLength']) ?? 0;
  const plain = fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.max(minLength, Math.min(number(schema['maxLength']) ?? 60, 60)),
  });
  const { format, pattern } = schema;
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format === 'uuid') return fc.uuid();
  if (format === 'uri') return fc.constantFrom('http://127.0.0.1:9/', 'http://[::1]:9/x', 'nothing');
  if (typeof pattern !== 'string') return plain;
  try {
    return fc.oneof(fc.stringMatching(new RegExp(pattern)), plain);
  } catch {
    return plain;
  }
}

function numbers(schema: Exclude<Schema, boolean>): Any {
  const most = Number.MAX_SAFE_INTEGER;
  const min = Math.max(-most, number(schema['minimum']) ?? number(schema['exclusiveMinimum']) ?? -most);
  const max = Math.min(most, number(schema['maximum']) ?? number(schema['exclusiveMaximum']) ?? most);
  const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  return schema['type'] === 'integer'
    ? fc.oneof(whole, fc.constantFrom(Math.ceil(min), Math.floor(max)))
    : fc.oneof(whole, fc.double({ min, max, noNaN: true }));
}

function referred(ref: string, root: Schema): Schema {
  let found: unknown = root;
  for (const part of ref.split('/').slice(1))
    found = (found as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  return (found ?? true) as Schema;
}

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
