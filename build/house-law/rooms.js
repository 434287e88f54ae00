// The house law as data: which room may import which; what only one room may use stands in bans.js. All rules of the linter about rooms
// are made from these tables (see tests/unit/house-law.test.ts).

/** The basis of every rule about names and texts. */
const names = [
  'server/domain/close-names.ts',
  'server/domain/issue-details.ts',
  'server/domain/name-matching.ts',
  'server/domain/readable-text.ts',
  'server/domain/variable-name.ts',
];
/** What the server's rooms may import of the store: its verbs and their types, never an implementation. */
const memory = 'server/store/*.ts';
const belowEngine = [
  'contract',
  'server/domain',
  memory,
  'server/store/backup',
  'server/store/folder',
  'server/store/packs',
  'server/vault',
  'server/people',
  'server/queue',
  'server/messages',
  'server/mailbox',
  'server/triggers',
  'server/conditions',
  'server/runner',
  'server/zones',
  'server/clock.ts',
  'server/durable-file.ts',
  'server/log.ts',
  'server/stubborn-rename.ts',
];
/** What every part of the engine may import: the shared parts, and the interface of its verbs. */
const engineBasis = ['server/engine/shared', 'server/engine/engine.ts'];

/**
 * Room -> the rooms (or single files) it may import from. A room may always import from itself. `room/*.ts` means the files directly
 * in it, without the rooms inside it.
 */
export const mayImport = {
  contract: [],
  'contract/quartz': ['contract/language.ts', 'contract/translatable.ts'],
  'contract/words': ['contract'],
  'server/domain': ['contract'],
  'server/domain/connector': ['contract', ...names],
  'server/domain/time': ['contract', ...names],
  'server/domain/values': ['contract', ...names],
  'server/domain/start': [
    'contract',
    ...names,
    'server/domain/trigger-faults.ts',
    'server/domain/time',
    'server/domain/values',
  ],
  'server/domain/import': ['contract', ...names, 'server/domain/start', 'server/domain/time'],
  'server/vault': ['contract', 'server/durable-file.ts', 'server/stubborn-rename.ts'],
  'server/store': ['contract', 'server/domain'],
  'server/store/rows': ['contract', memory],
  'server/store/sqlite': [
    'contract',
    'server/domain',
    memory,
    'server/store/rows',
    'server/log.ts',
    'server/thread-answer.ts',
  ],
  'server/store/postgres': [
    'contract',
    'server/domain',
    memory,
    'server/store/rows',
    'server/store/config/config-changes.ts',
    'server/store/config/config-listeners.ts',
    'server/log.ts',
  ],
  'server/store/folder': ['contract', 'server/durable-file.ts', 'server/stubborn-rename.ts', 'server/thread-answer.ts'],
  'server/store/packs': ['contract', 'server/store/sqlite', 'server/thread-answer.ts'],
  'server/store/backup': [
    'contract',
    memory,
    'server/store/folder',
    'server/store/sqlite',
    'server/vault',
    'server/durable-file.ts',
    'server/log.ts',
    'server/stubborn-rename.ts',
  ],
  'server/store/config': [
    'contract',
    memory,
    'server/store/backup',
    'server/durable-file.ts',
    'server/log.ts',
    'server/stubborn-rename.ts',
  ],
  'server/fleet': [
    'contract',
    memory,
    'server/store/config',
    'server/store/folder',
    'server/store/postgres',
    'server/store/rows',
    'server/vault',
    'server/clock.ts',
    'server/durable-file.ts',
    'server/log.ts',
    'server/stubborn-rename.ts',
  ],
  'server/people': ['contract', 'server/domain', memory, 'server/clock.ts', 'server/log.ts'],
  'server/people/sign-in': [
    'contract',
    'server/domain',
    memory,
    'server/people/*.ts',
    'server/vault',
    'server/clock.ts',
    'server/log.ts',
  ],
  'server/queue': ['contract', 'server/domain', memory, 'server/clock.ts', 'server/log.ts'],
  'server/mailbox': ['contract', 'server/domain'],
  'server/triggers': [
    'contract',
    'server/domain',
    memory,
    'server/people',
    'server/mailbox',
    'server/clock.ts',
    'server/log.ts',
  ],
  'server/conditions': ['contract', 'server/domain', 'server/mailbox', 'server/clock.ts', 'server/log.ts'],
  'server/messages': ['contract', 'server/domain', memory, 'server/people', 'server/clock.ts', 'server/log.ts'],
  'server/messages/channels': [
    'contract',
    'server/domain',
    memory,
    'server/messages/*.ts',
    'server/clock.ts',
    'server/log.ts',
  ],
  'server/messages/texts': ['contract', 'server/domain', 'server/messages/*.ts'],
  'server/mcp': ['contract'],
  'server/runner': ['contract', 'server/domain', 'server/log.ts'],
  'server/runner/log': ['contract'],
  'server/runner/stdout': ['contract', 'server/domain', 'server/runner/log', 'server/runner/windows'],
  'server/runner/spawn': [
    'contract',
    'server/domain',
    'server/runner/*.ts',
    'server/runner/stdout',
    'server/runner/windows',
  ],
  'server/runner/terminate': ['contract', 'server/domain', 'server/runner/*.ts', 'server/runner/windows'],
  'server/runner/attempt': [
    'contract',
    'server/domain',
    'server/runner/*.ts',
    'server/runner/log',
    'server/runner/stdout',
    'server/runner/spawn',
    'server/runner/terminate',
  ],
  'server/runner/host': [
    'contract',
    'server/domain',
    'server/log.ts',
    'server/runner/*.ts',
    'server/runner/attempt',
    'server/runner/spawn',
    'server/runner/terminate',
    'server/runner/windows',
  ],
  'server/runner/windows': ['contract', 'server/domain', 'server/runner/*.ts'],
  'server/desktop': ['contract', 'server/runner/program-output.ts', 'server/runner/windows'],
  'server/zones': ['contract', 'server/log.ts'],
  'server/engine': belowEngine,
  'server/engine/shared': [...belowEngine, 'server/engine/engine.ts'],
  'server/engine/configuration': [
    ...belowEngine,
    ...engineBasis,
    'server/engine/engine-parts.ts',
    'server/engine/time/calendars',
  ],
  'server/engine/runs': [...belowEngine, ...engineBasis],
  'server/engine/fleet': [...belowEngine, ...engineBasis, 'server/engine/runs'],
  'server/engine/time': [...belowEngine, ...engineBasis, 'server/engine/runs'],
  'server/engine/time/calendars': [...belowEngine, ...engineBasis],
  'server/engine/vault': [...belowEngine, ...engineBasis],
  'server/engine/workers': [...belowEngine, ...engineBasis, 'server/engine/configuration'],
  'server/engine/exchange': [
    ...belowEngine,
    ...engineBasis,
    'server/engine/configuration',
    'server/engine/time/calendars',
    'server/engine/schedules.ts',
  ],
  'server/engine/connector': [
    ...belowEngine,
    ...engineBasis,
    'server/engine/configuration',
    'server/engine/runs',
    'server/engine/time',
    'server/engine/workers',
  ],
  'server/http': [
    'contract',
    'server/engine',
    'server/mcp',
    'server/people',
    'server/clock.ts',
    'server/log.ts',
    'server/stubborn-rename.ts',
  ],
  'server/cli': [
    'contract',
    'server/mcp',
    'server/start.ts',
    'server/connection-file.ts',
    'server/config.ts',
    'server/compile-cache.ts',
    'server/stubborn-rename.ts',
  ],
  electron: ['contract', 'server/start.ts', 'server/config.ts', 'server/stubborn-rename.ts'],
  'renderer/api': ['contract'],
  'renderer/ui': [],
  renderer: ['contract', 'renderer/api', 'renderer/ui'],
  'renderer/words': ['contract', 'renderer/ui'],
  'renderer/values': ['contract', 'renderer/ui', 'renderer/words'],
  'renderer/follow-ups': ['contract', 'renderer/api', 'renderer/ui', 'renderer/words', 'renderer/values'],
  'renderer/tags': ['contract', 'renderer/api', 'renderer/ui', 'renderer/words'],
  'renderer/search': ['contract', 'renderer/api', 'renderer/ui', 'renderer/words', 'renderer/tags'],
  'renderer/templates': ['contract', 'renderer/api', 'renderer/ui', 'renderer/words'],
  'renderer/attention': ['contract', 'renderer/api', 'renderer/ui', 'renderer/words'],
  processes: [],
};

/** The nouns of the page: each may import contract, api, ui, words, values, follow-ups, tags, search, templates and attention, never another noun. */
export const nouns = [
  'overview',
  'schedules',
  'runs',
  'timeline',
  'reports',
  'processes',
  'workers',
  'clients',
  'settings',
  'quick-run',
];
for (const noun of nouns) {
  mayImport[`renderer/${noun}`] = [
    'contract',
    'renderer/api',
    'renderer/ui',
    'renderer/words',
    'renderer/values',
    'renderer/follow-ups',
    'renderer/tags',
    'renderer/search',
    'renderer/templates',
    'renderer/attention',
    'renderer/page.d.ts',
  ];
}
// The frame around every screen may import all of them.
mayImport['renderer/app'] = [
  ...mayImport['renderer'],
  'renderer/words',
  'renderer/values',
  'renderer/page.d.ts',
  ...nouns.map((noun) => `renderer/${noun}`),
];

/** Rooms whose direct files may not import the rooms inside them: those build on these, never the reverse. */
export const floors = ['server/store'];

/** Rooms with rules but no files yet. Remove a name with its first file. */
export const planned = [];

/** Folders without rules. A folder that is neither here nor above is refused. */
export const outbuildings = ['build', 'docs', 'findings', 'tests'];
