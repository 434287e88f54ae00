import { parseExact } from '../../../contract/exact-json.ts';
import { said, TranslatableError } from '../../../contract/translatable.ts';

export type Outputs = Readonly<Record<string, unknown>>;

/** The limit of the file ROTA_OUTPUT: larger data belongs in an artifact. */
export const maxOutputBytes = 1024 * 1024;

const outputName = /^[\p{L}_][\p{L}\p{N}_.-]{0,99}$/u;

/**
 * Reads an output file: one JSON object, or lines `name=value` and `name<<END … END`. While the child still writes
 * (`isOver` false) only complete lines count. @throws SaidError with a sentence that says what cannot be read, and in
 * which line.
 */
export function parseOutputs(text: string, isOver: boolean): Outputs {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return parseJson(trimmed, isOver);
  return parseLines(isOver ? text : text.slice(0, text.lastIndexOf('\n') + 1), isOver);
}

/** Outputs from pairs, with checked names; later pairs win. */
export function outputsOf(pairs: Iterable<readonly [string, unknown]>): Outputs {
  const outputs = new Map<string, unknown>();
  for (const [name, value] of pairs) {
    if (!outputName.test(name) || name === '__proto__') {
      throw new TranslatableError(
        said`The output name ${JSON.stringify(name.slice(0, 120))} is not allowed: it may hold up to 100 letters, digits, "_", "." and "-", and begins with a letter or "_".`,
      );
    }
    outputs.set(name, value);
  }
  return Object.fromEntries(outputs);
}

function parseJson(text: string, isOver: boolean): Outputs {
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (cause) {
    if (!isOver) return {};
    throw new TranslatableError(
      said`The output file begins like a JSON object and cannot be read as one: ${String(cause)}.`,
      {
        cause,
      },
    );
  }
  return outputsOf(Object.entries(value as Record<string, unknown>));
}

function parseLines(text: string, isOver: boolean): Outputs {
  const lines = text.split(/\r*\n/);
  const pairs: [string, string][] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '') continue;
    const block = /^([^=<]+)<<(.+)$/.exec(line);
    const equals = line.indexOf('=');
    if (block?.[1] !== undefined && block[2] !== undefined) {
      const end = lines.indexOf(block[2].trim(), index + 1);
      if (end === -1) {
        if (!isOver) break;
        throw new TranslatableError(
          said`Line ${index + 1} of the output file begins a value that no line "${block[2].trim()}" ends.`,
        );
      }
      pairs.push([block[1].trim(), lines.slice(index + 1, end).join('\n')]);
      index = end;
    } else if (equals > 0) {
      pairs.push([line.slice(0, equals).trim(), line.slice(equals + 1)]);
    } else {
      throw new TranslatableError(
        said`Line ${index + 1} of the output file is none of: name=value, name<<END … END, or one JSON object.`,
      );
    }
  }
  return outputsOf(pairs);
}
