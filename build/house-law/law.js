import tseslint from 'typescript-eslint';
import { noCircle } from './no-circle.js';
import { isInside } from './imports.js';
import { knownRoom } from './known-room.js';
import { layering } from './layering.js';
import { counted, longer, most, usual } from './long-functions.js';
import { bannedGlobals, bannedModules } from './bans.js';
import { floors, mayImport } from './rooms.js';

const glob = (room) => (/\.\w+$/.test(room) ? room : `${room}/**/*.{ts,tsx,mjs}`);

/** For all our files, including tests. */
export const noCircles = {
  name: 'house law: no circle of imports',
  files: ['**/*.{ts,tsx,mjs,js}'],
  languageOptions: { parser: tseslint.parser },
  plugins: { circles: { rules: { 'no-circle': noCircle } } },
  rules: { 'circles/no-circle': 'error' },
};

/** Also for folders that are not rooms. */
export const knownRooms = {
  name: 'house law: every folder is a room',
  files: ['**/*.{ts,tsx,mjs,js}'],
  languageOptions: { parser: tseslint.parser },
  plugins: { places: { rules: { 'known-room': knownRoom } } },
  rules: { 'places/known-room': 'error' },
};

const functionsUpTo = (max) => ({
  'max-lines-per-function': ['error', { max, skipBlankLines: false, skipComments: false, IIFEs: true }],
});

/** The limit for the length of a function, and the higher one of the few listed files. */
export const functionLengths = [
  {
    name: 'house law: the length of a function',
    files: counted.map((folder) => `${folder}/**/*.{ts,tsx,js,mjs,cjs}`),
    languageOptions: { parser: tseslint.parser },
    rules: functionsUpTo(usual),
  },
  { name: 'house law: the longest functions', files: longer, rules: functionsUpTo(most) },
];

// One config object per room and rule, because a later block of the same rule silently replaces an earlier one.
const rooms = [...new Set([...Object.keys(mayImport), 'server'])];

const bansOf = (place, table, file = place) =>
  table.filter(
    ({ rooms: banned, except = [] }) =>
      !except.includes(file) && banned.some((one) => isInside(place, one) || one === `${place}/*.ts`),
  );

const rulesOf = (room, file) => {
  const modules = bansOf(room, bannedModules, file);
  const globals = bansOf(room, bannedGlobals, file);
  const patterns = modules.map((ban) => ({ group: ban.modules, message: `${ban.modules[0]} is not for ${room}.` }));
  const selectors = globals.flatMap((ban) => ban.selectors.map((selector) => ({ selector, message: ban.message })));
  // A severity without options would keep the options of the block before.
  return {
    'no-restricted-imports': patterns.length === 0 ? 'off' : ['error', { patterns }],
    'no-restricted-syntax': selectors.length === 0 ? 'off' : ['error', ...selectors],
  };
};

export const houseLaw = rooms.map((room) => ({
  name: `house law: ${room}`,
  files: [glob(room)],
  ignores: rooms.filter((other) => other !== room && other.startsWith(`${room}/`)).map(glob),
  languageOptions: { parser: tseslint.parser },
  plugins: { house: { rules: { layering } } },
  rules: {
    'house/layering': mayImport[room]
      ? ['error', { room, allowed: [floors.includes(room) ? `${room}/*.ts` : room, ...mayImport[room]] }]
      : 'off',
    ...rulesOf(room),
  },
}));

/** The room of a file: the innermost one that contains it. */
const roomOf = (file) =>
  rooms.filter((room) => isInside(file, room)).sort((one, other) => other.length - one.length)[0];

/** The few files that may use what is banned elsewhere. */
export const owners = [...new Set([...bannedGlobals, ...bannedModules].flatMap(({ except = [] }) => except))].map(
  (file) => ({ name: `owner: ${file}`, files: [file], rules: rulesOf(roomOf(file), file) }),
);
