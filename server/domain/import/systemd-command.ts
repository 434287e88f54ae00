import { said, type Translatable } from '../../../contract/translatable.ts';
import { partsOfName } from './systemd-units.ts';

export type ReadCommand =
  | {
      readonly ok: true;
      readonly words: readonly string[];
      readonly isFailureIgnored: boolean;
      readonly isPrivileged: boolean;
    }
  | { readonly ok: false; readonly why: Translatable };

export interface CommandContext {
  /** The name of the unit, for `%i` and the like. */
  readonly unit: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The command of `ExecStart=`, with everything filled in that systemd would fill in and that is known here. */
export function readCommand(line: string, context: CommandContext): ReadCommand {
  const signs = /^[@:+!|-]*/.exec(line)?.[0] ?? '';
  const split = splitWords(line.slice(signs.length));
  if (split === null) return { ok: false, why: said`has quotes in its command that are not closed` };
  if (split.some((word) => word === ';'))
    return { ok: false, why: said`has several commands in one line; write them into a script` };
  const words: string[] = [];
  for (const word of split) {
    const plain = specifiersIn(word, context.unit);
    if (plain === null)
      return {
        ok: false,
        why: said`has "${/%./.exec(word)?.[0] ?? '%'}" in its command, which only systemd fills in: write what it stands for`,
      };
    const filled = signs.includes(':') ? [plain] : variablesIn(plain, context.variables);
    if (filled === null)
      return {
        ok: false,
        why: said`has "${/\$\{?\w+\}?/.exec(plain)?.[0] ?? '$'}" in its command, whose value is not in the unit: write it out`,
      };
    words.push(...filled);
  }
  // After an @ the second word is only the name that the program sees of itself.
  if (signs.includes('@')) words.splice(1, 1);
  return { ok: true, words, isFailureIgnored: signs.includes('-'), isPrivileged: /[+!]/.test(signs) };
}

/** Words as systemd.syntax(7) has them: quotes of either kind, and backslashes as in C. Null if a quote is open. */
export function splitWords(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quote === '' && /\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (sign === '\\') {
      const [whole, meant] = escaped(text.slice(at));
      word = (word ?? '') + meant;
      at += whole - 1;
    } else if (quote === sign) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'") && (word === null || word === '')) {
      quote = sign;
      word ??= '';
    } else word = (word ?? '') + sign;
  }
  if (word !== null) words.push(word);
  return quote === '' ? words : null;
}

const plainEscapes: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '"': '"', "'": "'", s: ' ' },
};

/** How long the escape is, and what it means. */
function escaped(text: string): readonly [number, string] {
  const next = text[1] ?? '';
  if (plainEscapes[next] !== undefined) return [2, plainEscapes[next]];
  const [whole = '', hex, octal] = /^\\(?:x([\dA-Fa-f]{2})|([0-7]{3}))/.exec(text) ?? [];
  if (whole !== '')
    return [
      whole.length,
      String.fromCharCode(hex === undefined ? Number.parseInt(octal ?? '0', 8) : Number.parseInt(hex, 16)),
    ];
  return [1, '\\'];
}

/** `%n` and the like, as far as the name of the unit gives them; null for others. */
export function specifiersIn(word: string, unit: string): string | null {
  const { whole, prefix, instance } = partsOfName(unit);
  const known: Readonly<Record<string, string>> = { '%': '%', n: unit, N: whole, p: prefix, i: instance, I: instance };
  let isKnown = true;
  const text = word.replace(/%(.?)/g, (_all, sign: string) => {
    if (known[sign] === undefined) isKnown = false;
    return known[sign] ?? '';
  });
  return isKnown ? text : null;
}

/** `${NAME}` anywhere, `$NAME` alone, which may become several words; null if one is not known. */
function variablesIn(word: string, variables: Readonly<Record<string, string>>): string[] | null {
  const alone = /^\$(\w+)$/.exec(word)?.[1];
  if (alone !== undefined)
    return variables[alone] === undefined ? null : variables[alone].split(/\s+/).filter((one) => one !== '');
  let isKnown = true;
  const text = word.replace(/\$(?:\$|\{(\w+)\})/g, (_all, name: string | undefined) => {
    if (name === undefined) return '$';
    if (variables[name] === undefined) isKnown = false;
    return variables[name] ?? '';
  });
  return isKnown ? [text] : null;
}
