import type { CronPart } from './cron.ts';
import type { ErrorFacts, QuartzErrorCode } from './error-facts.ts';
import { valueOfName, type FieldSpec } from './fields.ts';

/** One field of an expression: upper-cased for reading, as written for messages, with its place (from 1). */
export interface FieldText {
  readonly text: string;
  readonly written: string;
  readonly position: number;
}

const partPattern = /^(\*|\d+|[A-Z]+)(?:-(\d+|[A-Z]+))?(?:\/(\d+))?$/;

/** Reads a comma list of values, ranges and steps. Pushes one error per bad item; the parts are then incomplete. */
export function parseParts(spec: FieldSpec, field: FieldText, errors: ErrorFacts[]): CronPart[] {
  const parts: CronPart[] = [];
  for (const item of splitItems(field)) {
    const part = parsePart(spec, item, errors);
    if (part && !parts.some((other) => samePart(other, part))) parts.push(part);
  }
  return parts.some((part) => part.kind === 'all') ? [{ kind: 'all' }] : parts;
}

/** The items of a list, each with its own place. */
export function splitItems(field: FieldText): FieldText[] {
  let offset = 0;
  return field.text.split(',').map((text) => {
    const item = {
      text,
      written: field.written.slice(offset, offset + text.length),
      position: field.position + offset,
    };
    offset += text.length + 1;
    return item;
  });
}

function samePart(a: CronPart, b: CronPart): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function parsePart(spec: FieldSpec, item: FieldText, errors: ErrorFacts[]): CronPart | null {
  const refuse = (code: QuartzErrorCode, value = item.written, offset = 0): null => {
    errors.push({ code, field: spec.name, value, position: item.position + offset });
    return null;
  };
  if (item.text === '') return refuse('EMPTY_ITEM');
  const match = partPattern.exec(item.text);
  if (!match) return refuse(...whyUnreadable(item));
  const [, from = '', to, stepText] = match;
  const toOffset = from.length + 1;
  if (isName(from) !== isName(to ?? from) || (from === '*' && to !== undefined)) return refuse('MIXED_RANGE');
  const start = from === '*' ? null : readValue(spec, from);
  if (typeof start === 'string') return refuse(start, item.written.slice(0, from.length));
  const end = to === undefined ? undefined : readValue(spec, to);
  if (typeof end === 'string') return refuse(end, item.written.slice(toOffset, toOffset + to!.length), toOffset);
  if (isName(from) && stepText !== undefined) return refuse('STEP_AFTER_NAME');
  if (isName(from) && from.length > 3 && to !== undefined) return refuse('LONG_NAME_IN_RANGE');
  const step = stepText === undefined ? undefined : Number(stepText);
  if (step !== undefined && (step < 1 || step > spec.stepMax)) {
    return refuse('STEP_OUT_OF_RANGE', stepText, item.text.length - stepText!.length);
  }
  if (spec.name === 'year' && start !== null && end !== undefined && end < start) return refuse('RANGE_REVERSED');
  return makePart(start, end, step);
}

function makePart(start: number | null, end: number | undefined, step: number | undefined): CronPart {
  if (start === null) return step === undefined || step === 1 ? { kind: 'all' } : { kind: 'step', from: null, step };
  if (end === start || (end === undefined && step === undefined)) return { kind: 'value', value: start };
  return end === undefined
    ? { kind: 'step', from: start, step: step! }
    : { kind: 'range', from: start, to: end, step: step ?? 1 };
}

const isName = (text: string): boolean => /^[A-Z]/.test(text);

/** The value of a number or name in a field, or the code of what is wrong with it. */
export function readValue(spec: FieldSpec, text: string): number | QuartzErrorCode {
  if (isName(text)) {
    if (spec.words.length === 0) return /^[LW]+$/.test(text) ? 'SIGN_NOT_HERE' : 'NAME_NOT_HERE';
    return valueOfName(spec, text) ?? 'UNKNOWN_NAME';
  }
  const value = Number(text);
  return value >= spec.min && value <= spec.max ? value : 'OUT_OF_RANGE';
}

/** For an item that is no value, range or step: what to say about it, and where. */
function whyUnreadable(item: FieldText): [QuartzErrorCode, string, number] {
  const { text, written } = item;
  if (text.includes('?')) return ['QUESTION_MARK_NOT_HERE', written, text.indexOf('?')];
  if (/\/$/.test(text)) return ['STEP_MISSING', written, text.length - 1];
  if (/^(\d+|[A-Z]{3,})[LW]$|^L|#/.test(text)) {
    const place = text.search(/[LW]$|#/);
    return ['SIGN_NOT_HERE', written, Math.max(place, 0)];
  }
  const strange = text.search(/[^0-9A-Z*/-]/);
  return ['NOT_READABLE', written, Math.max(strange, 0)];
}
