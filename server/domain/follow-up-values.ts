import { isFileValue } from '../../contract/file-value.ts';
import { referencesIn, textsIn } from '../../contract/vault-reference.ts';
import { said, TranslatableError } from '../../contract/translatable.ts';

type Values = Readonly<Record<string, unknown>>;

/** Where a placeholder takes its value from. */
export interface Place {
  readonly from: 'outputs' | 'values' | 'run' | 'body';
  readonly name: string;
}

/** `{{outputs.total}}`, `{{values.customer}}`, `{{run.id}}`, of a web call `{{body.order.id}}`; blanks inside are allowed. */
const pattern = String.raw`\{\{\s*(outputs|values|run|body)\.([^{}]*[^{}\s])\s*\}\}`;
const inText = new RegExp(pattern, 'g');
const whole = new RegExp(`^\\s*${pattern}\\s*$`);
const anyBraces = /\{\{[^{}]*\}\}/g;

const placeOf = (from: string | undefined, name: string | undefined): Place => ({
  from: from as Place['from'],
  name: (name ?? '').trim(),
});

/** The places in a value, also inside lists and objects. */
export const placesIn = (value: unknown): readonly Place[] =>
  textsIn(value).flatMap((text) => [...text.matchAll(inText)].map(([, from, name]) => placeOf(from, name)));

/** What stands in double braces and is neither a place nor a reference to the vault. */
export const strayBraces = (value: unknown): readonly string[] =>
  textsIn(value).flatMap((text) =>
    [...text.matchAll(anyBraces)].flatMap(([written]) =>
      new RegExp(`^${pattern}$`).test(written) || referencesIn(written).length > 0 ? [] : [written],
    ),
  );

/** Gives the value of a place; undefined if there is none. */
export type LookUp = (place: Place) => unknown;

/** A text that is one place becomes its value; elsewhere places become text, and "" if there is no value. */
export function filledIn(value: unknown, lookUp: LookUp): unknown {
  if (typeof value === 'string') {
    const one = whole.exec(value);
    if (one !== null) return lookUp(placeOf(one[1], one[2]));
    return value.replace(inText, (_, from: string, name: string) => asText(lookUp(placeOf(from, name))));
  }
  if (Array.isArray(value)) return value.map((item) => filledIn(item, lookUp) ?? null);
  if (typeof value !== 'object' || value === null || isFileValue(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filledIn(item, lookUp) ?? null]));
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A value by its name, else by a path of names: `invoice.total`. */
export function valueAt(values: Values, name: string): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  let at: unknown = values;
  for (const part of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Values)[part];
  }
  return at;
}

/** Values by where places take them from. `values`: only they may hold references to the vault and stored files. */
export type Sources = Partial<Readonly<Record<Place['from'], Values>>>;

/**
 * The values of what follows: those without a value are left out. Throws a sentence if a robot's outputs, or a web call, would bring a
 * reference to the vault or a stored file, which only people and programs that start may name. `inherited`: the names into which a reference
 * of the run's own values has come.
 */
export function valuesToFollow(
  given: Values,
  sources: Sources,
): { readonly values: Values; readonly inherited: readonly string[] } {
  const inherited: string[] = [];
  const values = Object.entries(given).flatMap(([name, template]): [string, unknown][] => {
    const allowed = new Set(referencesOf(template));
    let hasOwn = false;
    const value = filledIn(template, ({ from, name: asked }) => {
      const source = sources[from] ?? {};
      const found = from === 'body' && asked === '*' ? source : valueAt(source, asked);
      if (from !== 'values') {
        if (hasFile(found)) throw refusal(name, sources);
        return found;
      }
      const own = referencesOf(found);
      hasOwn ||= own.length > 0;
      for (const one of own) allowed.add(one);
      return found;
    });
    if (value === undefined) return [];
    if (referencesOf(value).some((one) => !allowed.has(one))) throw refusal(name, sources);
    if (hasOwn) inherited.push(name);
    return [[name, value]];
  });
  return { values: Object.fromEntries(values), inherited };
}

const referencesOf = (value: unknown): readonly string[] =>
  textsIn(value).flatMap((text) => referencesIn(text, true).map(({ written }) => written));

const hasFile = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (isFileValue(value) || Object.values(value).some(hasFile));

const refusal = (name: string, { body }: Sources): TranslatableError =>
  new TranslatableError(
    body === undefined
      ? said`values.${name}: an output of the run before names a secret of the vault or a stored file, which a robot cannot give`
      : said`values.${name}: the call names a secret of the vault or a stored file, which a call cannot give`,
  );
