import type { z } from 'zod';
import { inEnglish, said, type Said } from './said.ts';
import { saidSchema } from './said-schema.ts';

const kinds: Readonly<Record<string, Said>> = {
  string: said`a text`,
  number: said`a number`,
  int: said`a whole number`,
  boolean: said`true or false`,
  array: said`a list`,
  object: said`an object`,
  record: said`an object`,
};

/** What zod has found wrong, as a sentence that goes on after the name of the field; undefined leaves it to zod. */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' && issue.input === undefined) return inEnglish(isMissing);
  if (issue.code === 'invalid_key') return issue.issues[0]?.message;
  const sentence = sentenceOf(issue as z.core.$ZodIssue);
  return sentence && inEnglish(sentence);
}

/** The sentence that became the message of an issue; a sentence that a schema itself gives has no facts. */
export function issueSaid(issue: z.core.$ZodIssue): Said {
  const sentences = [isMissing, sentenceOf(issue), ofSchema(issue)];
  const found = sentences.find((sentence) => sentence && inEnglish(sentence) === issue.message);
  return found ?? { words: issue.message, facts: [] };
}

/** What a schema of ours says with facts travels with its issue. */
function ofSchema(issue: z.core.$ZodIssue): Said | undefined {
  return issue.code === 'custom' ? saidSchema.safeParse(issue.params?.['said']).data : undefined;
}

const isMissing = said`is missing`;

function sentenceOf(issue: z.core.$ZodIssue): Said | undefined {
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
      // Kinds of a thing by the word that tells them apart.
      const options = 'options' in issue ? issue.options : undefined;
      return options && said`must be one of ${options.map((value) => JSON.stringify(value)).join(', ')}`;
    }
    case 'invalid_format':
      return issue.format === 'url' ? said`must be a web address, as https://example.com/path` : undefined;
    default:
      return undefined;
  }
}

type Limit = number | bigint;
const isList = (origin: string): boolean => origin === 'array' || origin === 'set';

function atLeast(origin: string, limit: Limit): Said {
  if (origin === 'string')
    return limit === 1 ? said`must not be empty` : said`must have at least ${Number(limit)} characters`;
  return isList(origin) ? said`must have at least ${Number(limit)} entries` : said`must be at least ${Number(limit)}`;
}

function atMost(origin: string, limit: Limit): Said {
  if (origin === 'string') return said`must have at most ${Number(limit)} characters`;
  return isList(origin) ? said`must have at most ${Number(limit)} entries` : said`must be at most ${Number(limit)}`;
}

function above(origin: string, limit: Limit): Said {
  if (origin === 'string') return said`must have more than ${Number(limit)} characters`;
  return isList(origin) ? said`must have more than ${Number(limit)} entries` : said`must be more than ${Number(limit)}`;
}

function below(origin: string, limit: Limit): Said {
  if (origin === 'string') return said`must have less than ${Number(limit)} characters`;
  return isList(origin) ? said`must have less than ${Number(limit)} entries` : said`must be less than ${Number(limit)}`;
}
