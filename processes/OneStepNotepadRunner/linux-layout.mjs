// Which letters the keyboard layout of the display has: the others are entered by code point, without trying first.
import { findProgram, runProgram } from './program.mjs';

const ask = `
import ctypes
x, xkb = ctypes.CDLL('libX11.so.6'), ctypes.CDLL('libxkbcommon.so.0')
x.XOpenDisplay.restype = ctypes.c_void_p
x.XkbKeycodeToKeysym.restype = ctypes.c_ulong
display = ctypes.c_void_p(x.XOpenDisplay(None))
syms = {x.XkbKeycodeToKeysym(display, code, 0, level) for code in range(8, 256) for level in range(4)}
print(' '.join(str(xkb.xkb_keysym_to_utf32(sym)) for sym in syms))
`;

/**
 * The characters of the first layout, with Shift and AltGr; ASCII alone where that cannot be asked (it takes python3,
 * libX11 and libxkbcommon, which comes with GTK).
 * @param {AbortSignal} signal
 * @returns {Promise<(character: string) => boolean>} whether the layout has this character
 */
export async function layoutOf(signal) {
  const python = findProgram(['python3']);
  const answer = python === undefined ? undefined : await runProgram(python, ['-I', '-c', ask], { signal });
  const has = new Set(answer?.code === 0 ? answer.stdout.trim().split(' ').map(Number) : []);
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 128 || has.has(code);
  };
}
