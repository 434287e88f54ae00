/**
 * Normalizes a text so that a search matches in both languages: "İstanbul", "ISTANBUL" and "istanbul" are one (tests/unit/search.test.ts).
 */
export function foldForSearch(text: string): string {
  return text.replace(/[İIı]/g, 'i').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
