// Reads the values of a call: which name, how fast, what happens to the window. Pure.

const nameKeys = ['username', 'kullaniciadi', 'firstname', 'name'];
const surnameKeys = ['usersurname', 'kullanicisoyadi', 'lastname', 'surname'];

/** Folds a key for comparison: case, spaces, `_`, `-` and the dot of a Turkish i do not count. */
const plainKey = (/** @type {string} */ key) =>
  key
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ı', 'i')
    .replace(/[\s_-]/g, '');

/** One line, no control characters: nothing in a name may press Enter or Tab in the editor. */
const oneLine = (/** @type {string} */ text) =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/**
 * The robot's order, from the values of a call.
 * @param {Record<string, unknown>} values
 * @returns {{ ok: true, fullName: string, delayMs: number, keepOpen: boolean } | { ok: false, why: string }}
 */
export function readOrder(values) {
  const given = new Map(Object.entries(values).map(([key, value]) => [plainKey(key), { key, value }]));
  const parts = [];
  for (const keys of [nameKeys, surnameKeys]) {
    for (const key of keys) {
      const entry = given.get(key);
      if (entry === undefined || entry.value === null) continue;
      if (typeof entry.value !== 'string' && typeof entry.value !== 'number') {
        return { ok: false, why: `${entry.key} must be text.` };
      }
      const part = oneLine(String(entry.value));
      if (part === '') continue;
      parts.push(part);
      break;
    }
  }
  if (parts.length === 0) {
    return {
      ok: false,
      why: 'No name was given: send userName or userSurname (or kullaniciAdi, kullaniciSoyadi) in values.',
    };
  }
  const delay = given.get('delayms')?.value;
  const delayMs = delay === undefined || delay === null || delay === '' ? 30 : Number(delay);
  if (!Number.isInteger(delayMs) || delayMs < 1 || delayMs > 1000) {
    return { ok: false, why: 'delayMs must be a whole number from 1 to 1000.' };
  }
  const keepOpen = /^(true|1|yes|y)$/i.test(String(given.get('keepopen')?.value ?? ''));
  return { ok: true, fullName: parts.join(' '), delayMs, keepOpen };
}
