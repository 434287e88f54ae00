import type { Plugin } from 'vite';

/**
 * Writes every letter beyond ASCII as an escape in what is built for the server and its hosts: of a text with one such letter the runtime
 * holds every letter in two bytes. In strings, templates, names and regular expressions it means the same.
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

/** A backslash before such a letter means the letter: it becomes that of the escape. */
export const inPlainLetters = (code: string): string =>
  code.replace(/\\?[^\x00-\x7f]|\\[^]/g, (found) => {
    const letter = found.at(-1) ?? '';
    return letter > '\x7f' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : found;
  });
