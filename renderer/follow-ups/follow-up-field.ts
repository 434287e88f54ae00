/** The id of the field that an error of the server is about, `options.then[0].values.customer`; null if it is about no follow-up. */
export function followUpFieldId(field: string | null): string | null {
  const found = /^(?:draft\.|process\.)?(?:options\.)?then(?:[.[](\d+)\]?(?:\.(.*))?)?$/s.exec(field ?? '');
  if (found === null) return null;
  const [, index, part = ''] = found;
  if (index === undefined) return 'then';
  const start = `then-${index}-`;
  if (part.startsWith('values.')) return `${start}values-${part.slice('values.'.length)}`;
  const [key = ''] = part.split(/[.[]/);
  if (key === 'values' || key === '') return `${start}all`;
  if (key === 'then') return `${start}${part.endsWith('worker') ? 'worker' : 'target'}`;
  return start + key;
}
