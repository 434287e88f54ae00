const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';

/** The keywords that forms read, and their required types; other keywords may be anything. */
const keywords: Readonly<Record<string, (value: unknown) => boolean>> = {
  title: isText,
  description: isText,
  format: isText,
  pattern: isText,
  enum: Array.isArray,
  examples: Array.isArray,
  minimum: isNumber,
  maximum: isNumber,
  minLength: isNumber,
  maxLength: isNumber,
  multipleOf: isNumber,
};

/** The first place in a typed schema that no form can be made of, such as `properties.mode.enum`; null if there is none. */
export function wrongPlace(schema: unknown): string | null {
  if (schema === undefined) return null;
  if (!isObject(schema)) return '/';
  const { type = 'object', properties = {}, required = [] } = schema;
  if (type !== 'object') return 'type';
  if (!isObject(properties)) return 'properties';
  if (!Array.isArray(required) || !required.every(isText)) return 'required';
  for (const [name, parameter] of Object.entries(properties)) {
    if (!isObject(parameter)) return `properties.${name}`;
    const wrong = Object.entries(keywords).find(([key, fits]) => parameter[key] !== undefined && !fits(parameter[key]));
    if (wrong) return `properties.${name}.${wrong[0]}`;
  }
  return null;
}
