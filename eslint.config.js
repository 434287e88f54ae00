// The house law lives here once, as data: who may import whom, and what only one room may touch.
// Everything the linter enforces about rooms is generated from these tables (see tests/unit/house-law.test.ts).
import path from 'node:path';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;

/** Room -> the rooms (or single files) it may import from. A room may always import from itself. */
export const mayImport = {
  contract: [],
  'server/domain': ['contract'],
  'server/store': ['contract', 'server/domain', 'server/log.ts'],
  'server/runner': ['contract', 'server/domain', 'server/log.ts'],
  'server/zones': ['contract', 'server/log.ts'],
  'server/engine': ['contract', 'server/domain', 'server/store', 'server/runner', 'server/zones', 'server/log.ts'],
  'server/http': ['contract', 'server/engine', 'server/log.ts'],
  'server/cli': ['contract', 'server/start.ts', 'server/config.ts', 'server/compile-cache.ts'],
  electron: ['contract', 'server/start.ts', 'server/config.ts'],
  'renderer/api': ['contract'],
  'renderer/ui': [],
  renderer: ['contract', 'renderer/api', 'renderer/ui'],
  processes: [],
};

/** The nouns of the page: each may import contract, api, ui, the words and the values form, never another noun. */
export const nouns = ['overview', 'schedules', 'runs', 'timeline', 'processes', 'clients', 'settings', 'quick-run'];
for (const noun of nouns) {
  mayImport[`renderer/${noun}`] = [
    'contract',
    'renderer/api',
    'renderer/ui',
    'renderer/words',
    'renderer/values',
    'renderer/page.d.ts',
  ];
}
mayImport['renderer/words'] = ['contract', 'renderer/ui'];
mayImport['renderer/values'] = ['contract', 'renderer/ui', 'renderer/words'];

/** Modules that only some rooms may import: pattern -> rooms that may not. */
export const bannedModules = [
  { modules: ['electron', 'electron/*'], rooms: ['server', 'contract', 'renderer', 'processes'] },
  { modules: ['node:*'], rooms: ['renderer', 'contract'] },
  {
    modules: ['node:child_process', 'child_process'],
    rooms: [
      'contract',
      'electron',
      'server/*.ts',
      'server/cli',
      'server/domain',
      'server/engine',
      'server/http',
      'server/store',
      'server/zones',
    ],
  },
  { modules: ['react', 'react-dom', '@mantine/*'], rooms: ['server', 'contract', 'electron', 'processes'] },
  {
    modules: ['express'],
    rooms: [
      'contract',
      'server/domain',
      'server/engine',
      'server/runner',
      'server/store',
      'server/zones',
      'electron',
      'renderer',
    ],
  },
  {
    modules: ['node:sqlite', 'lowdb', 'lowdb/*'],
    rooms: ['server/domain', 'server/engine', 'server/http', 'server/runner', 'server/zones', 'electron'],
  },
];

/** Things of the language or of Node that only one place may touch. */
export const bannedGlobals = [
  {
    name: 'wall clock and timers',
    selectors: [
      "CallExpression[callee.object.name='Date'][callee.property.name='now']",
      "NewExpression[callee.name='Date'][arguments.length=0]",
      'CallExpression[callee.name=/^(setTimeout|setInterval)$/]',
    ],
    message: 'Wall clock and timers only through the clock (server/engine/clock.ts).',
    rooms: ['contract', 'server/domain', 'server/engine', 'server/store', 'server/zones', 'server/http'],
    except: ['server/engine/clock.ts'],
  },
  {
    name: 'process.env',
    selectors: ["MemberExpression[object.name='process'][property.name='env']"],
    message: 'The environment is read once, in server/config.ts.',
    rooms: ['contract', 'server', 'electron', 'renderer'],
    except: ['server/config.ts', 'electron/main.ts'],
  },
  {
    name: 'raw IPC',
    selectors: ["ImportSpecifier[imported.name='ipcMain']", "ImportSpecifier[imported.name='ipcRenderer']"],
    message: 'Raw IPC only in electron/ipc-main.ts and electron/preload.ts: use the typed wrappers.',
    rooms: ['electron'],
    except: ['electron/ipc-main.ts', 'electron/preload.ts'],
  },
];

const glob = (room) => (/\.\w+$/.test(room) ? room : `${room}/**/*.{ts,tsx,mjs}`);

const isInside = (place, folder) => place === folder || place.startsWith(`${folder}/`);

/** Bad layering: an import that leaves its room for a place the table does not name. The message says what is allowed. */
const layering = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: { bad: 'Bad layering: {{room}} may import {{allowed}}, not {{place}}.' },
  },
  create(context) {
    const { room, allowed } = context.options[0];
    const folder = path.dirname(context.filename);
    const check = (node) => {
      const source = node.source?.value ?? node.argument?.literal?.value;
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const place = path.relative(root, path.resolve(folder, source)).replaceAll(path.sep, '/');
      if ([room, ...allowed].some((one) => isInside(place, one))) return;
      context.report({
        node,
        messageId: 'bad',
        data: { room, place, allowed: allowed.join(', ') || 'nothing of ours' },
      });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
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
  ...houseLaw,
  ...owners,
);
