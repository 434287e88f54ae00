import { isFileParameter, isFileValue, maxBytesOf, sizeWords, type FileValue } from '../../../contract/file-value.ts';
import type { Parameter, ParameterSchema } from '../../../contract/process.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';

/** Bytes from a body that are not stored yet. */
export class FileContent {
  readonly name: string;
  readonly content: Uint8Array;

  constructor(name: string, content: Uint8Array) {
    this.name = name;
    this.content = content;
  }

  /** Leaves out the bytes. */
  toJSON() {
    return { name: this.name, bytes: this.content.byteLength };
  }
}

/** A file from a form part that is already stored. No request can fake one: JSON gives plain objects. */
export class KeptFile implements FileValue {
  readonly $file: string;
  readonly name: string;
  readonly bytes: number;

  constructor({ $file, name, bytes }: FileValue) {
    this.$file = $file;
    this.name = name;
    this.bytes = bytes;
  }
}

type Read =
  { readonly ok: true; readonly value: FileContent | FileValue } | { readonly ok: false; readonly wrong: Translatable };

const no = (wrong: Translatable): Read => ({ ok: false, wrong });

/**
 * Reads the value of a file parameter: base64 (RFC 4648, also its URL form, a data: URL, and with line breaks), or an object with `name` and
 * `content`. A stored file is accepted only if `takesKept`.
 */
export function readFileValue(value: unknown, parameter: Parameter, takesKept: boolean): Read {
  const most = maxBytesOf(parameter);
  if (value instanceof KeptFile || (takesKept && isFileValue(value)))
    return value.bytes > most ? no(tooLarge(most)) : { ok: true, value };
  const given: { name?: unknown; content?: unknown } =
    typeof value === 'object' && value !== null ? value : { content: value };
  const { name = 'file', content } = given;
  if (typeof content !== 'string' || typeof name !== 'string')
    return no(said`must be a file: its bytes as base64, or an object with "name" and "content" (base64)`);
  const text = content.replace(/^data:[^,]{0,200};base64,/i, '').replace(/\s+/g, '');
  const bad = /[^A-Za-z0-9+/_=-]|=(?!=?$)/.exec(text);
  if (bad !== null) return no(said`must be a file in base64: character ${bad.index + 1} is none of base64`);
  const digits = text.replace(/=+$/, '').length;
  const isPadded = text.length === digits || text.length % 4 === 0;
  if (digits % 4 === 1 || !isPadded) return no(said`must be a file in base64: its end is missing`);
  if (Math.floor((digits * 3) / 4) > most) return no(tooLarge(most));
  return { ok: true, value: new FileContent(name, Buffer.from(text, 'base64')) };
}

export const tooLarge = (most: number): Translatable =>
  said`must be a file of at most ${sizeWords(most)} (${most} bytes)`;

const without = new WeakMap<ParameterSchema, ParameterSchema>();

/** The schema without file parameters, whose values its rules for texts do not fit. */
export function withoutFiles(schema: ParameterSchema): ParameterSchema {
  const known = without.get(schema);
  if (known) return known;
  const properties = Object.entries(schema.properties).map(([name, parameter]) => [
    name,
    isFileParameter(parameter as Parameter) ? {} : parameter,
  ]);
  const hasFiles = Object.values(schema.properties).some((parameter) => isFileParameter(parameter));
  const made = hasFiles
    ? { ...schema, properties: Object.fromEntries(properties) as typeof schema.properties }
    : schema;
  without.set(schema, made);
  return made;
}

/** Keywords that a file parameter must not use, each with why. */
export function fileFaults(
  parameter: Parameter & { readonly maxBytes?: unknown },
  most: number,
): [key: string, sentence: Translatable][] {
  if (parameter.format !== 'binary') return [];
  const { maxBytes } = parameter;
  const isSize = typeof maxBytes === 'number' && Number.isInteger(maxBytes) && maxBytes >= 1 && maxBytes <= most;
  const faults: [string, Translatable][] = [];
  if (!isFileParameter(parameter)) {
    faults.push([
      'format',
      said`a file ("binary") must have the type "string", and cannot be a secret: files are not sealed`,
    ]);
  } else {
    if (maxBytes !== undefined && !isSize)
      faults.push(['maxBytes', said`must be a whole number of bytes from 1 to ${most} (${sizeWords(most)})`]);
    if (parameter.default !== undefined) faults.push(['default', said`a file can have no default`]);
  }
  return faults;
}
