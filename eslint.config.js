// The rules of the linter. Those about rooms are the house law: build/house-law.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { functionLengths, houseLaw, knownRooms, noCircles, owners } from './build/house-law/law.js';

export { functionLengths, houseLaw, knownRooms, noCircles, owners } from './build/house-law/law.js';
export { listedAtMost, longer, most, usual } from './build/house-law/long-functions.js';
export { bannedGlobals, bannedModules } from './build/house-law/bans.js';
export { ownTimers } from './build/house-law/own-timers.js';
export { floors, mayImport, nouns, planned } from './build/house-law/rooms.js';

const root = import.meta.dirname;

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'artifacts/', 'node_modules/', 'docs/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'max-lines': ['error', { max: 300 }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['**/*.tsx', 'renderer/**/*.ts'], ...reactHooks.configs.flat.recommended },
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'suite', 'describe', 'it', 'before', 'after'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    files: ['server/main.ts', 'server/log.ts', 'server/cli/**', 'tests/**', 'processes/**'],
    rules: { 'no-console': 'off' },
  },
  ...functionLengths,
  noCircles,
  knownRooms,
  ...houseLaw,
  ...owners,
);
