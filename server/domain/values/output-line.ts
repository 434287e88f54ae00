const mostOutputs = 4;
const mostLetters = 40;

/** Outputs as a list shows them: the first few in one line, long ones cut. */
export function outputLine(outputs: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(outputs);
  const shown = entries.slice(0, mostOutputs).map(([name, value]) => `${short(name)}: ${short(textOf(value))}`);
  return (entries.length > mostOutputs ? [...shown, '…'] : shown).join(' · ');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

function short(text: string): string {
  const line = text
    .slice(0, mostLetters * 4)
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...line];
  return letters.length > mostLetters ? `${letters.slice(0, mostLetters - 1).join('')}…` : line;
}
