/** The English keys that a language lacks or leaves empty, by path (`runs.columns.outcome`). */
export function missingWords(english: unknown, other: unknown, way = ''): string[] {
  if (typeof english === 'string') return english !== '' && (typeof other !== 'string' || other === '') ? [way] : [];
  if (typeof english !== 'object' || english === null) return typeof other === typeof english ? [] : [way];
  const has = (typeof other === 'object' ? other : null) as Readonly<Record<string, unknown>> | null;
  return Object.entries(english).flatMap(([key, value]) =>
    missingWords(value, has?.[key], way === '' ? key : `${way}.${key}`),
  );
}

/** The same for a dictionary, whose keys are the English sentences. */
export const missingSentences = (
  sentences: Iterable<string>,
  dictionary: Readonly<Record<string, string | undefined>>,
): string[] => [...sentences].filter((sentence) => (dictionary[sentence] ?? '') === '');
