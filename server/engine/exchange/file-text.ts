import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { decodeText, lostSign, type CodePages } from '../../domain/import/decode-text.ts';

/** A text, or the bytes of a file in base64 with their encoding if known. */
interface Given {
  readonly bytes?: string | undefined;
  readonly encoding?: string | undefined;
}

/** Decodes uploaded files. */
export interface FileTexts {
  /** Throws BODY_INVALID with the line of the first invalid bytes. */
  read(given: Given & { bytes: string }): { readonly text: string; readonly encoding: string };
  /** The given text, or the decoded bytes; null if there is neither. Also throws if a character was lost earlier. */
  textOf(given: Given & { text?: string | undefined }, field: string): string | null;
}

export function createFileTexts(pages: CodePages): FileTexts {
  function read({ bytes, encoding }: Given & { bytes: string }) {
    const decoded = decodeText(Buffer.from(bytes, 'base64'), pages, encoding);
    if (!decoded.ok) throw rotaError('BODY_INVALID', decoded.why, 'bytes');
    return { text: decoded.text, encoding: decoded.encoding };
  }
  return {
    read,
    textOf({ text, bytes, encoding }, field) {
      if (bytes !== undefined) {
        if (text !== undefined) throw rotaError('BODY_INVALID', said`give either the text or the bytes`, field);
        return read({ bytes, encoding }).text;
      }
      const lost = text === undefined ? null : lostSign(text);
      if (lost !== null) throw rotaError('BODY_INVALID', lost, field);
      return text ?? null;
    },
  };
}
