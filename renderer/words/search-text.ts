/**
 * Normalises a text for search: ignores case, accents and the difference of Turkish i's, so that "istanbul" finds "İstanbul". Never for
 * identifiers that are compared exactly.
 */
export function searchText(text: string): string {
  return text.replace(/[İIı]/g, 'i').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
