import { isExactNumber } from '../../../contract/exact-json.ts';
import { formsOf } from './secret-forms.ts';

/** Shorter texts are not masked, because they occur in too many words. */
const shortest = 3;

/** Hides secrets in everything that is stored or reported. */
export interface Mask {
  add(secret: string): void;
  readonly hide: (text: string) => string;
  /** The same for every text inside a value. */
  hideDeep<T>(value: T): T;
  /** Whether a text ends inside a secret, whose rest may follow. */
  isCutOff(text: string): boolean;
  /** The length of the longest secret: a text must be masked before it is cut. */
  longest(): number;
}

export function createMask(secrets: readonly string[]): Mask {
  let hidden: string[] = [];
  const mask: Mask = {
    add(secret) {
      const forms = secret.split(/\r?\n/).flatMap((line) => formsOf(line.trim()));
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
      return hidden.length === 0 ? value : (deep(value, mask.hide) as T);
    },
    isCutOff: (text) => hidden.some((form) => endsInside(text, form)),
    longest: () => hidden[0]?.length ?? 0,
  };
  for (const secret of secrets) mask.add(secret);
  return mask;
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
