import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { decodeText, lostSign, type CodePages } from '../../domain/import/decode-text.ts';

/** A text, or the bytes of a file in base64 and its encoding where that is known. */
interface Given {
  readonly bytes?: string | undefined;
  readonly encoding?: string | undefined;
}

/** Texts of the files that somebody brings. */
export interface FileTexts {
  /** Throws BODY_INVALID with the line where the bytes are not what they claim. */
  read(given: Given & { bytes: string }): { readonly text: string; readonly encoding: string };
  /** The text that is given, or that of the bytes; null where there is neither. Throws as well where a sign of it is lost. */
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
