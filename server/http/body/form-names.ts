/** `values[customer]`, the nested form of PHP, axios and jQuery, becomes `values.customer`. */
export const partName = (name: string): string => name.replace(/^values\[([^\]]+)\]$/i, 'values.$1');

/**
 * The file's name on the sender's computer. Browsers, curl and requests escape letters that would end a header as %22, %0D and %0A (HTML,
 * multipart/form-data encoding algorithm); aiohttp percent-encodes the whole name.
 */
export function sentFileName(given: string): string {
  const plain = wholeDecoded(given) ?? given.replace(/%(?:22|0D|0A)/g, (code) => decodeURIComponent(code));
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
}

/** Decodes only a name that would be encoded in exactly that way: "100%25" may be the name itself. */
function wholeDecoded(given: string): string | undefined {
  if (!/^[\w.~-]*(?:%[\dA-F]{2}[\w.~-]*)+$/.test(given)) return undefined;
  try {
    const plain = decodeURIComponent(given);
    return /[^\x21-\x7e]|["/\\]/.test(plain) && encoded(plain) === given ? plain : undefined;
  } catch {
    return undefined;
  }
}

const encoded = (plain: string): string =>
  encodeURIComponent(plain).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
