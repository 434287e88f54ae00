import tseslint from 'typescript-eslint';
import { noCircle } from './no-circle.js';
import { isInside } from './imports.js';
import { layering } from './layering.js';
import { bannedGlobals, bannedModules, mayImport } from './rooms.js';

const glob = (room) => (/\.\w+$/.test(room) ? room : `${room}/**/*.{ts,tsx,mjs}`);

/** For every file of ours, the tests' too. */
export const noCircles = {
  name: 'house law: no circle of imports',
  files: ['**/*.{ts,tsx,mjs,js}'],
  languageOptions: { parser: tseslint.parser },
  plugins: { circles: { rules: { 'no-circle': noCircle } } },
  rules: { 'circles/no-circle': 'error' },
};

// One config object a room for each rule, because a later block of the same rule silently replaces an earlier one.
const rooms = [...new Set([...Object.keys(mayImport), 'server'])];

export const houseLaw = rooms.map((room) => {
  const inner = rooms.filter((other) => other !== room && other.startsWith(`${room}/`)).map(glob);
  const banned = bannedModules.filter((ban) =>
    ban.rooms.some((place) => isInside(room, place) || (room === 'server' && place === 'server/*.ts')),
  );
  const globals = bannedGlobals.filter((ban) => ban.rooms.some((place) => isInside(room, place)));
  return {
    name: `house law: ${room}`,
    files: [glob(room)],
    ignores: inner,
    languageOptions: { parser: tseslint.parser },
    plugins: { house: { rules: { layering } } },
    rules: {
      'house/layering': mayImport[room] ? ['error', { room, allowed: mayImport[room] }] : 'off',
      'no-restricted-imports': [
        'error',
        {
          patterns: banned.map((ban) => ({
            group: ban.modules,
            message: `${ban.modules[0]} is not for ${room}.`,
          })),
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...globals.flatMap((ban) => ban.selectors.map((selector) => ({ selector, message: ban.message }))),
      ],
    },
  };
});

/** The few files that own what the rest may not touch. */
export const owners = bannedGlobals.flatMap((ban) =>
  ban.except.map((file) => {
    const others = bannedGlobals.filter(
      (other) => other !== ban && !other.except.includes(file) && other.rooms.some((place) => isInside(file, place)),
    );
    return {
      name: `owner: ${file}`,
      files: [file],
      rules: {
        // Severity alone would keep the options of the block before.
        'no-restricted-syntax':
          others.length === 0
            ? 'off'
            : [
                'error',
                ...others.flatMap((other) => other.selectors.map((selector) => ({ selector, message: other.message }))),
              ],
      },
    };
  }),
);
