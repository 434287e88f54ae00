import type { z } from 'zod';
import { inEnglish, said, type Translatable } from './translatable.ts';
import { saidSchema } from './translatable-schema.ts';

const kinds: Readonly<Record<string, Translatable>> = {
  string: said`a text`,
  number: said`a number`,
  int: said`a whole number`,
  boolean: said`true or false`,
  array: said`a list`,
  object: said`an object`,
  record: said`an object`,
};

/** The fault that zod found, as a sentence that continues after the field's name; undefined: zod's own words are used. */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' && issue.input === undefined) return inEnglish(isMissing);
  if (issue.code === 'invalid_key') return issue.issues[0]?.message;
  const sentence = sentenceOf(issue as z.core.$ZodIssue);
  return sentence && inEnglish(sentence);
}

/** The sentence behind the message of an issue. A sentence that comes from a schema has no facts. */
export function issueSentence(issue: z.core.$ZodIssue): Translatable {
  const sentences = [isMissing, sentenceOf(issue), ofSchema(issue)];
  const found = sentences.find((sentence) => sentence && inEnglish(sentence) === issue.message);
  return found ?? { words: issue.message, facts: [] };
}

/** The sentence that our own schema attached to the issue, with its facts. */
function ofSchema(issue: z.core.$ZodIssue): Translatable | undefined {
  return issue.code === 'custom' ? saidSchema.safeParse(issue.params?.['said']).data : undefined;
}

const isMissing = said`is missing`;

function sentenceOf(issue: z.core.$ZodIssue): Translatable | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return said`must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.inclusive === false ? above(issue.origin, issue.minimum) : atLeast(issue.origin, issue.minimum);
    case 'too_big':
      return issue.inclusive === false ? below(issue.origin, issue.maximum) : atMost(issue.origin, issue.maximum);
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value)).join(', ');
      return issue.values.length > 1 ? said`must be one of ${values}` : said`must be ${values}`;
    }
    case 'invalid_union': {
      // The options of a union, named by their discriminator.
      const options = 'options' in issue ? issue.options : undefined;
      return options && said`must be one of ${options.map((value) => JSON.stringify(value)).join(', ')}`;
    }
    case 'invalid_format':
      if (issue.format === 'url') return said`must be a web address, as https://example.com/path`;
      return issue.format === 'base64' ? said`must be the bytes of a file as Base64` : undefined;
    case 'unrecognized_keys':
      return unknownKeys(issue.keys);
    default:
      return undefined;
  }
}

const unknownKeys = (keys: readonly string[]): Translatable => {
  const names = keys.map((key) => JSON.stringify(key.slice(0, 100))).join(', ');
  return keys.length === 1 ? said`has a key that is not known: ${names}` : said`has keys that are not known: ${names}`;
};

/** The issues worth reporting: if a value has the wrong type, its length and size do not matter. */
export function withoutConsequences(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const placeOf = (issue: z.core.$ZodIssue) => JSON.stringify(issue.path);
  const misfits = new Set(issues.filter(({ code }) => code === 'invalid_type').map(placeOf));
  return issues.filter((issue) => !/^too_/.test(issue.code) || !misfits.has(placeOf(issue)));
}

type Limit = number | bigint;
const isList = (origin: string): boolean => origin === 'array' || origin === 'set';

function atLeast(origin: string, limit: Limit): Translatable {
  if (origin === 'string')
    return limit === 1 ? said`must not be empty` : said`must have at least ${Number(limit)} characters`;
  if (isList(origin) && Number(limit) === 1) return said`must have at least one entry`;
  return isList(origin) ? said`must have at least ${Number(limit)} entries` : said`must be at least ${Number(limit)}`;
}

function atMost(origin: string, limit: Limit): Translatable {
  if (origin === 'string') return said`must have at most ${Number(limit)} characters`;
  return isList(origin) ? said`must have at most ${Number(limit)} entries` : said`must be at most ${Number(limit)}`;
}

function above(origin: string, limit: Limit): Translatable {
  if (origin === 'string') return said`must have more than ${Number(limit)} characters`;
  return isList(origin) ? said`must have more than ${Number(limit)} entries` : said`must be more than ${Number(limit)}`;
}

function below(origin: string, limit: Limit): Translatable {
  if (origin === 'string') return said`must have less than ${Number(limit)} characters`;
  return isList(origin) ? said`must have less than ${Number(limit)} entries` : said`must be less than ${Number(limit)}`;
}
