import type { ProcessRow } from '../../contract/console.ts';
import type { Dictionary } from '../../contract/translatable.ts';

/** A process that came with Rota, with its English texts translated; texts edited by a person stay. */
export function translateProcess(row: ProcessRow, dictionary: Dictionary): ProcessRow {
  const { process } = row;
  if (!row.isBundled && process.script?.startsWith('rota:') !== true) return row;
  const read = <T extends object>(texts: T): T =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]: [string, unknown]) => [
        key,
        key === 'title' || key === 'description' ? (dictionary[`box:${text as string}`] ?? text) : text,
      ]),
    ) as T;
  const properties = Object.entries(process.parameters.properties).map(([name, parameter]) => [name, read(parameter)]);
  return {
    ...row,
    process: read({
      ...process,
      parameters: { ...process.parameters, properties: Object.fromEntries(properties) as object },
    }),
  } as ProcessRow;
}
