import type { Plugin } from 'vite';

/**
 * Escapes all letters beyond ASCII in the built server and its hosts, because the runtime stores a text with one such letter in two bytes
 * per letter. In strings, templates, names and regular expressions the meaning is the same.
 */
export function plainLetters(): Plugin {
  return {
    name: 'plain-letters',
    applyToEnvironment: ({ name }) => name === 'server' || name === 'host',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle))
        if (output.type === 'chunk') output.code = inPlainLetters(output.code);
    },
  };
}

/** A backslash before such a letter means the letter: it becomes the backslash of the escape. */
export const inPlainLetters = (code: string): string =>
  code.replace(/\\?[^\x00-\x7f]|\\[^]/g, (found) => {
    const letter = found.at(-1) ?? '';
    return letter > '\x7f' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : found;
  });
