// The house law as data: who may import whom, and what only one room may touch. Everything that the linter enforces about rooms is
// made from these tables (see tests/unit/house-law.test.ts).

/** Room -> the rooms (or single files) it may import from. A room may always import from itself. */
export const mayImport = {
  contract: [],
  'server/domain': ['contract'],
  'server/store': ['contract', 'server/domain', 'server/log.ts', 'server/stubborn-rename.ts'],
  'server/runner': ['contract', 'server/domain', 'server/log.ts'],
  'server/zones': ['contract', 'server/log.ts'],
  'server/engine': [
    'contract',
    'server/domain',
    'server/store',
    'server/runner',
    'server/zones',
    'server/log.ts',
    'server/stubborn-rename.ts',
  ],
  'server/http': ['contract', 'server/engine', 'server/log.ts', 'server/stubborn-rename.ts'],
  'server/cli': [
    'contract',
    'server/start.ts',
    'server/config.ts',
    'server/compile-cache.ts',
    'server/stubborn-rename.ts',
  ],
  electron: ['contract', 'server/start.ts', 'server/config.ts', 'server/stubborn-rename.ts'],
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
    message: 'Wall clock and timers only through the clock (server/engine/shared/clock.ts).',
    rooms: ['contract', 'server/domain', 'server/engine', 'server/store', 'server/zones', 'server/http'],
    except: ['server/engine/shared/clock.ts'],
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
