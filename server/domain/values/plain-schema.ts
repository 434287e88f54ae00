import type { ParameterSchema } from '../../../contract/process.ts';

/** Keywords whose check takes at most linear time. The values are these types, and lists and objects of them. */
const plainKeywords = new Set([
  '$comment',
  '$id',
  '$schema',
  'additionalProperties',
  'const',
  'default',
  'deprecated',
  'description',
  'enum',
  'examples',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'items',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'multipleOf',
  'properties',
  'readOnly',
  'required',
  'title',
  'type',
  'writeOnly',
]);

/** Formats that are checked in one pass. */
const plainFormats = new Set<unknown>(['date', 'date-time', 'time', 'password']);

/** Alternatives are tried one after the other, so there may be only a few, and none inside another. */
const choices = new Set(['anyOf', 'oneOf', 'allOf']);
const mostBranches = 20;

const known = new WeakMap<ParameterSchema, boolean>();

/** True if checking values takes linear time, whatever they are: no regular expression, no reference, no comparison of everything with everything. Cached per schema. */
export function isPlain(schema: ParameterSchema): boolean {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const found = isPlainNode(schema);
  known.set(schema, found);
  return found;
}

function isPlainNode(node: unknown, mayChoose = true): boolean {
  if (typeof node !== 'object' || node === null) return true;
  return Object.entries(node).every(([keyword, value]: [string, unknown]) => {
    if (keyword.startsWith('x-')) return true;
    if (keyword === 'format') return plainFormats.has(value);
    if (choices.has(keyword) && mayChoose && Array.isArray(value) && value.length <= mostBranches)
      return value.every((one) => isPlainNode(one, false));
    if (!plainKeywords.has(keyword)) return false;
    if (keyword === 'properties') return Object.values(value ?? {}).every((one) => isPlainNode(one, mayChoose));
    if (keyword === 'items' || keyword === 'additionalProperties') return isPlainNode(value, mayChoose);
    return true;
  });
}
