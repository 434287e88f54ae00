/** Keywords of JSON Schema 2020-12 and 2019-09 that the validator silently ignores: values would count as checked. */
const unfollowed = ['$dynamicRef', '$recursiveRef'];
/** Keywords whose keys are names, not keywords. */
const maps = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Keywords whose values are data, not schemas. */
const data = new Set(['const', 'default', 'enum', 'examples']);

/** The first such keyword in a schema, or null. */
export function unfollowedKeyword(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null;
  for (const [key, value] of Object.entries(node as Readonly<Record<string, unknown>>)) {
    if (data.has(key)) continue;
    const isMap = maps.has(key) && typeof value === 'object' && value !== null;
    const found = unfollowed.includes(key) ? key : isMap ? firstOf(Object.values(value)) : unfollowedKeyword(value);
    if (found !== null) return found;
  }
  return null;
}

const firstOf = (nodes: readonly unknown[]): string | null =>
  nodes.reduce<string | null>((found, node) => found ?? unfollowedKeyword(node), null);
