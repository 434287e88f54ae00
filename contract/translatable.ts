export type Fact = string | number | Translatable;

/**
 * A sentence that can be translated where it is read, because its facts are separate. `words` is the English sentence with
 * `{0}`, `{1}`… for the facts. It is the key of the other languages, and is written in the code that uses it.
 */
export interface Translatable {
  readonly words: string;
  readonly facts: readonly Fact[];
}

/** English sentence -> the same in another language. */
export type Dictionary = Readonly<Record<string, string>>;

/** Enough for a list of names inside a hint inside a sentence; the limit keeps stored data from exhausting the stack. */
const mostDepth = 12;

/** A sentence, as written in the code: said`there is no process "${name}"`. */
export function said(parts: TemplateStringsArray, ...facts: readonly Fact[]): Translatable {
  return { words: parts.reduce((words, part, at) => `${words}{${at - 1}}${part}`), facts };
}

export const inEnglish = (sentence: Translatable): string => saidIn(sentence, {});

/** Translates the sentence and its inner sentences by a dictionary; what the dictionary lacks stays English. */
export function saidIn({ words, facts }: Translatable, dictionary: Dictionary, depth = 0): string {
  const sentence = Object.hasOwn(dictionary, words) ? (dictionary[words] ?? words) : words;
  return sentence.replace(/\{(\d+)\}/g, (place, at: string) => {
    const fact = facts[Number(at)];
    if (fact === undefined || typeof fact !== 'object') return String(fact ?? place);
    return depth < mostDepth ? saidIn(fact, dictionary, depth + 1) : '…';
  });
}

/** A plain text unchanged, or the translated sentence. */
export const toldIn = (told: Translatable | string, dictionary: Dictionary): string =>
  typeof told === 'string' ? told : saidIn(told, dictionary);

/** `"a" or "b" or "c"`; empty if there is nothing to choose from. */
export const either = (choices: readonly Fact[]): Fact => joined(choices, (one, other) => said`${one} or ${other}`);

/** Joins facts in halves, so that a long list does not become deeply nested. */
export function joined(facts: readonly Fact[], join: (one: Fact, other: Fact) => Fact): Fact {
  if (facts.length < 2) return facts[0] ?? '';
  const middle = Math.ceil(facts.length / 2);
  return join(joined(facts.slice(0, middle), join), joined(facts.slice(middle), join));
}

/** Any number of sentences in a row. It needs no dictionary: it is the same in every language. */
export const inARow = (sentences: readonly Fact[], between: string): Translatable => ({
  words: sentences.map((_, at) => `{${at}}`).join(between),
  facts: sentences,
});

/** An error whose sentence can be translated; other errors may carry `said` as well. For refusals use RotaError. */
export class TranslatableError extends Error {
  readonly said: Translatable;

  constructor(sentence: Translatable, options?: ErrorOptions) {
    super(inEnglish(sentence), options);
    this.said = sentence;
  }
}

/** A thrown error as a translatable sentence if it has one, else its text. */
export function whatItSays(error: unknown): Translatable | string {
  if (!(error instanceof Error)) return String(error);
  return 'said' in error ? (error.said as Translatable) : error.message;
}
