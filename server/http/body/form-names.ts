/** `values[customer]`, as PHP, axios and jQuery write what is inside something, is `values.customer`. */
export const partName = (name: string): string => name.replace(/^values\[([^\]]+)\]$/i, 'values.$1');

/**
 * What a file is called on the computer that it comes from. Browsers, curl and requests write the letters that would end a header as %22,
 * %0D and %0A (HTML, multipart/form-data encoding algorithm); aiohttp writes all of a name as in an address.
 */
export function sentFileName(given: string): string {
  const plain = wholeDecoded(given) ?? given.replace(/%(?:22|0D|0A)/g, (code) => decodeURIComponent(code));
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
}

/** Only what would be written in just that way: "100%25" may be the name itself. */
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
