/**
 * `INPUT_<NAME>`, the variable in which a robot reads a value. Letters lose their accents (Turkish dotless i becomes i), so that a shell can read the
 * name; other signs become "_".
 */
export function variableName(parameter: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(parameter);
  const plain = isPlain ? parameter : parameter.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ı/g, 'i');
  return `INPUT_${plain.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}
