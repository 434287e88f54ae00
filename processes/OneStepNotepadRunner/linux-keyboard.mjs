// The key strokes that xdotool presses for a text. Pure.

/**
 * One thing to press: text for `xdotool type`, keys for `xdotool key`.
 * @typedef {{ type: string } | { keys: readonly string[] }} Stroke
 */

const fewCharacters = 4;
const codePoint = (/** @type {string} */ character) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase();

// X binds a letter of Latin-1 that the keyboard lacks as a lower-case and upper-case pair, and `xdotool type` then
// presses the lower one: Ö comes out as ö. Shift and the small letter is right on every keyboard.
const latinCapital = /^[\u00C0-\u00D6\u00D8-\u00DE]$/;

/**
 * The strokes for a text, few characters at a time: between two of them the robot checks the focus.
 * @param {string} text
 * @param {(character: string) => boolean} [has] whether the keyboard has it; other characters are entered by code point
 * @returns {{ stroke: Stroke, length: number }[]}
 */
export function strokesFor(text, has = () => true) {
  /** @type {{ stroke: Stroke, length: number }[]} */
  const strokes = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') strokes.push({ stroke: { type: plain }, length: plain.length });
    plain = '';
  };
  for (const character of text) {
    if (!has(character)) {
      flush();
      strokes.push(...hexStrokesFor(character));
    } else if (latinCapital.test(character)) {
      flush();
      const small = codePoint(character.toLowerCase()).padStart(4, '0');
      strokes.push({ stroke: { keys: [`shift+U${small}`] }, length: character.length });
    } else {
      plain += character;
      if (plain.length >= fewCharacters) flush();
    }
  }
  flush();
  return strokes;
}

/**
 * The strokes for editors that take Ctrl+Shift+U and the code point: no key has to be bound again.
 * @param {string} text
 * @returns {{ stroke: Stroke, length: number }[]}
 */
export function hexStrokesFor(text) {
  return [...text].map((character) => {
    if (/^[a-zA-Z0-9 ]$/.test(character)) return { stroke: { type: character }, length: 1 };
    const digits = [...codePoint(character).toLowerCase()];
    return { stroke: { keys: ['ctrl+shift+u', ...digits, 'space'] }, length: character.length };
  });
}
