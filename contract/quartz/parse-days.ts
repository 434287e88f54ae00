import type { CronPart, DayOfMonthRule, DayOfWeekRule, SimpleDayRule } from './cron.ts';
import type { ErrorFacts, QuartzErrorCode } from './error-facts.ts';
import { fieldSpecs } from './fields.ts';
import { parseParts, readValue, splitItems, type FieldText } from './parse-parts.ts';

const monthSpec = fieldSpecs['day-of-month'];
const weekSpec = fieldSpecs['day-of-week'];

const lastPattern = /^L(?:-(\d+))?(W)?$/;
const nearestPattern = /^(\d+)W$/;
const lastWeekdayPattern = /^(\d+|[A-Z]{3})L$/;
const nthPattern = /^(\d+|[A-Z]{3})#(\d*)$/;

const special = /^L|W$/;

/** Reads the day-of-month field: `?`, a list, or L, L-n, LW, L-nW, nW standing alone; with `hasLists` also in a list. */
export function parseDayOfMonth(field: FieldText, errors: ErrorFacts[], hasLists: boolean): DayOfMonthRule {
  if (field.text === '?') return { kind: 'any' };
  const items = splitItems(field);
  if (hasLists && items.length > 1 && items.some(({ text }) => special.test(text))) return unionOf(items, errors);
  if (refuseInList(field, special, errors, 'day-of-month')) return { kind: 'any' };
  return parseItem(field, errors);
}

/** Merges numbers, ranges and steps into one rule, and drops duplicates. */
function unionOf(items: readonly FieldText[], errors: ErrorFacts[]): DayOfMonthRule {
  const rules = new Map<string, SimpleDayRule>();
  const parts = new Map<string, CronPart>();
  for (const item of items) {
    const rule = parseItem(item, errors);
    if (rule.kind === 'parts') for (const part of rule.parts) parts.set(JSON.stringify(part), part);
    else if (rule.kind !== 'any') rules.set(JSON.stringify(rule), rule);
  }
  const plain: SimpleDayRule = { kind: 'parts', parts: [...parts.values()] };
  if (parts.has(JSON.stringify({ kind: 'all' }))) return { kind: 'parts', parts: [{ kind: 'all' }] };
  const all = parts.size === 0 ? [...rules.values()] : [plain, ...rules.values()];
  return all.length === 1 ? all[0]! : { kind: 'union', rules: all };
}

function parseItem(field: FieldText, errors: ErrorFacts[]): SimpleDayRule | { readonly kind: 'any' } {
  const refuse = refuser('day-of-month', field, errors);
  const last = lastPattern.exec(field.text);
  if (last) {
    const offset = Number(last[1] ?? 0);
    // The counted day must exist in every month, because its nearest weekday never leaves the month; February has 28 days.
    if (offset > (last[2] ? 27 : 30)) return refuse('LAST_OFFSET_OUT_OF_RANGE', { kind: 'any' });
    return last[2] ? { kind: 'last-weekday', offset } : { kind: 'last', offset };
  }
  const nearest = nearestPattern.exec(field.text);
  if (nearest) {
    const day = Number(nearest[1]);
    if (day < 1 || day > 31) return refuse('OUT_OF_RANGE', { kind: 'any' });
    return { kind: 'nearest-weekday', day };
  }
  return { kind: 'parts', parts: parseParts(monthSpec, field, errors) };
}

/** Reads the day-of-week field: `?`, a list, or L (Saturday), nL, n#k standing alone. */
export function parseDayOfWeek(field: FieldText, errors: ErrorFacts[]): DayOfWeekRule {
  if (field.text === '?') return { kind: 'any' };
  const refuse = refuser('day-of-week', field, errors);
  if (refuseInList(field, /L$|#/, errors, 'day-of-week')) return { kind: 'any' };
  if (field.text === 'L') return { kind: 'parts', parts: [{ kind: 'value', value: weekSpec.max }] };
  const last = lastWeekdayPattern.exec(field.text);
  if (last) {
    const weekday = readValue(weekSpec, last[1]!);
    if (typeof weekday === 'string') return refuse(weekday, { kind: 'any' });
    return { kind: 'last-in-month', weekday };
  }
  const nth = nthPattern.exec(field.text);
  if (nth) {
    const weekday = readValue(weekSpec, nth[1]!);
    if (typeof weekday === 'string') return refuse(weekday, { kind: 'any' });
    const count = Number(nth[2]);
    if (count < 1 || count > 5) return refuse('NTH_OUT_OF_RANGE', { kind: 'any' });
    return { kind: 'nth-in-month', weekday, nth: count };
  }
  return { kind: 'parts', parts: parseParts(weekSpec, field, errors) };
}

type DayField = 'day-of-month' | 'day-of-week';

function refuser(name: DayField, field: FieldText, errors: ErrorFacts[]) {
  return <Rule extends { readonly kind: string }>(code: QuartzErrorCode, rule: Rule): Rule => {
    errors.push({ code, field: name, value: field.written, position: field.position });
    return rule;
  };
}

/** True if a sign that must stand alone is part of a list; the first such item is the one reported. */
function refuseInList(field: FieldText, sign: RegExp, errors: ErrorFacts[], name: DayField): boolean {
  const items = splitItems(field);
  const special = items.length > 1 ? items.find((item) => sign.test(item.text)) : undefined;
  if (!special) return false;
  errors.push({ code: 'NOT_IN_LIST', field: name, value: special.written, position: special.position });
  return true;
}
