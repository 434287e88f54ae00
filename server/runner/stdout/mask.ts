import { isExactNumber } from '../../../contract/exact-json.ts';
import { formsOf } from './secret-forms.ts';
import { createOverLines, type Beginning } from './secret-over-lines.ts';

/** Shorter texts are not masked, because they occur in too many words. */
const shortest = 3;
/** A longer form is not looked for over several lines; each of its lines is masked all the same. */
const longestOverLines = 8192;

/** Hides secrets in everything that is stored or reported. */
export interface Mask {
  add(secret: string): void;
  readonly hide: (text: string) => string;
  /** The same for every text inside a value; there also where a secret goes over several lines. */
  hideDeep<T>(value: T): T;
  /** Whether a text ends inside a secret, whose rest may follow. */
  isCutOff(text: string): boolean;
  /** The beginnings of secrets that a text ends with, each with its length; never a whole secret. */
  beginnings(text: string): readonly Beginning[];
  /** The length of the longest secret: a text must be masked before it is cut. */
  longest(): number;
}

export function createMask(secrets: readonly string[]): Mask {
  let hidden: string[] = [];
  const whole = new Set<string>();
  /** By the last letter of each beginning, so that a line is compared with few. */
  const byLast = new Map<string, Map<string, number[]>>();

  function addWhole(form: string): void {
    if (form.length < shortest || form.length > longestOverLines || form.includes('\n') || whole.has(form)) return;
    whole.add(form);
    for (let length = 1; length < form.length; length += 1) {
      const last = form[length - 1] ?? '';
      const forms = byLast.get(last) ?? new Map<string, number[]>();
      byLast.set(last, forms);
      const lengths = forms.get(form);
      if (lengths === undefined) forms.set(form, [length]);
      else lengths.push(length);
    }
  }

  const mask: Mask = {
    add(secret) {
      const all = formsOf(secret.trim());
      all.forEach(addWhole);
      const forms = [...all, ...secret.split(/\r?\n/).flatMap((line) => formsOf(line.trim()))];
      hidden = [...new Set([...hidden, ...forms.filter((form) => form.length >= shortest)])];
      // The longest first: otherwise masking a short secret could leave the rest of a longer one visible.
      hidden.sort((a, b) => b.length - a.length);
    },
    hide(text) {
      if (hidden.length === 0) return text;
      let shown = text;
      for (const form of hidden) if (shown.includes(form)) shown = shown.replaceAll(form, '***');
      return shown;
    },
    hideDeep<T>(value: T): T {
      return hidden.length === 0 ? value : (deep(value, (text) => hideLines(text, mask)) as T);
    },
    isCutOff: (text) => hidden.some((form) => endsInside(text, form)),
    beginnings(text) {
      const found: Beginning[] = [];
      const beforeLast = text.at(-2);
      for (const [form, lengths] of byLast.get(text.at(-1) ?? '') ?? [])
        for (const length of lengths) {
          if (length > 1 && (form[length - 2] !== beforeLast || !text.endsWith(form.slice(0, length)))) continue;
          found.push({ form, length });
        }
      return found;
    },
    longest: () => hidden[0]?.length ?? 0,
  };
  for (const secret of secrets) mask.add(secret);
  return mask;
}

/** A text of several lines, all of which are known. */
function hideLines(text: string, mask: Mask): string {
  const plain = mask.hide(text);
  if (!plain.includes('\n')) return plain;
  const shown: string[] = [];
  const lines = createOverLines<null>(mask, (_, line) => shown.push(line));
  for (const line of plain.split('\n')) lines.take(null, line);
  lines.finish();
  return shown.join('\n');
}

function endsInside(text: string, form: string): boolean {
  for (let length = Math.min(form.length - 1, text.length); length >= shortest; length -= 1) {
    if (text.endsWith(form.slice(0, length))) return true;
  }
  return false;
}

function deep(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (typeof value === 'number') {
    const text = hide(String(value));
    return text === String(value) ? value : text;
  }
  if (isExactNumber(value)) {
    const text = hide(value.rawJSON);
    return text === value.rawJSON ? value : text;
  }
  if (Array.isArray(value)) return value.map((item) => deep(item, hide));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [hide(key), deep(item, hide)]));
  }
  return value;
}
