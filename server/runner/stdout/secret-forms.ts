/** Shorter encoded parts occur in too many other texts; a one-time code of six digits has seven letters at any place. */
const shortestEncoded = 7;

/** The forms of a secret in a program's output: plain, and encoded for JSON, URLs, XML and Base64 (Basic authentication). */
export function formsOf(secret: string): string[] {
  const forms = [secret, ...jsonForms(secret), ...urlForms(secret), asXml(secret), ...base64Forms(secret)];
  return [...new Set(forms)];
}

/** With and without escapes for letters outside ASCII: Python escapes them, JavaScript does not. */
function jsonForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  // PHP escapes slashes; a program that writes JSON into JSON escapes twice.
  const twice = JSON.stringify(json).slice(1, -1);
  return [json, ascii, json.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/'), twice];
}

function urlForms(text: string): string[] {
  let plain: string;
  try {
    plain = encodeURIComponent(text);
  } catch {
    return []; // Half a surrogate pair has no URL form.
  }
  const strict = plain.replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  const written = [plain, strict].flatMap((form) => [form, form.replaceAll('%2F', '/'), form.replaceAll('%20', '+')]);
  return [...written, ...written.map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const asXml = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

/** The Base64 of a secret inside a longer text: for each of three alignments, the letters that no neighbour changes. */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text);
  const whole = bytes.toString('base64');
  const parts = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6)),
  );
  const forms = [whole, ...parts].filter((form) => form.length >= shortestEncoded);
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))];
}
