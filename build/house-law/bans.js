import { builtinModules } from 'node:module';
import { ownTimers, timers } from './own-timers.js';
import { mayImport } from './rooms.js';

// What only some rooms may use, as data.

/** All rooms of the server except these. */
const serverBut = (...others) =>
  Object.keys(mayImport).filter(
    (room) => /^server\/[^/]+$/.test(room) && !others.includes(room.slice('server/'.length)),
  );

/** Modules that only some rooms may import: pattern -> rooms that may not. */
export const bannedModules = [
  { modules: ['electron', 'electron/*'], rooms: ['server', 'contract', 'renderer', 'processes'] },
  { modules: ['node:*', ...builtinModules], rooms: ['renderer', 'contract'] },
  {
    // Rules are pure: from Node only modules that just compute.
    modules: ['node:*', ...builtinModules, '!node:path', '!node:net'],
    rooms: ['server/domain'],
  },
  {
    modules: ['node:child_process', 'child_process'],
    rooms: ['contract', 'electron', 'server/*.ts', ...serverBut('runner')],
  },
  { modules: ['react', 'react-dom', '@mantine/*'], rooms: ['server', 'contract', 'electron', 'processes'] },
  {
    modules: ['express'],
    rooms: ['contract', 'electron', 'renderer', ...serverBut('cli', 'http')],
  },
  {
    modules: ['@modelcontextprotocol/server', '@modelcontextprotocol/*'],
    rooms: ['contract', 'electron', 'renderer', ...serverBut('mcp')],
  },
  {
    modules: ['prom-client'],
    rooms: ['contract', 'electron', 'renderer', ...serverBut('cli', 'http')],
  },
  {
    modules: ['node:sqlite', 'sqlite'],
    rooms: [
      'electron',
      ...serverBut('cli', 'store'),
      'server/store/*.ts',
      'server/store/config',
      'server/store/postgres',
    ],
  },
  {
    modules: ['pg', 'pg/*'],
    rooms: [
      'contract',
      'electron',
      'renderer',
      ...serverBut('cli', 'store'),
      'server/store/*.ts',
      'server/store/config',
      'server/store/sqlite',
    ],
  },
  {
    modules: ['lowdb', 'lowdb/*'],
    rooms: [
      'electron',
      ...serverBut('cli', 'store'),
      'server/store/*.ts',
      'server/store/sqlite',
      'server/store/postgres',
    ],
  },
];

/** Features of the language or of Node that only one place may use, in every spelling. */
export const bannedGlobals = [
  {
    name: 'wall clock and timers',
    selectors: [
      "MemberExpression[object.name='Date']:matches([property.name='now'], [property.value='now'])",
      'MemberExpression[object.name=/^(globalThis|global|window|self)$/][property.name=/^(Date|performance|setTimeout|setInterval)$/]',
      "VariableDeclarator[init.name='Date']",
      "NewExpression[callee.name='Date'][arguments.length=0]",
      "CallExpression[callee.name='Date']",
      "MemberExpression[object.name='performance']",
      "ImportSpecifier[imported.name='performance']",
      "MemberExpression[object.name='process'][property.name=/^(hrtime|uptime)$/]",
      "MemberExpression[object.name='Temporal'][property.name='Now']",
      ...timers,
    ],
    message: 'Wall clock and timers only through the clock (server/clock.ts).',
    rooms: ['contract', ...serverBut('cli', 'runner')],
    except: ['server/clock.ts'],
  },
  {
    name: 'timers',
    selectors: timers,
    message: 'A timer of its own only where build/house-law/own-timers.js says why.',
    rooms: ['server/runner', 'electron'],
    except: Object.keys(ownTimers),
  },
  {
    name: 'randomness',
    selectors: [
      "MemberExpression[object.name='Math']:matches([property.name='random'], [property.value='random'])",
      "VariableDeclarator[init.name='Math']",
      "MemberExpression[object.name='crypto']",
      "MemberExpression[object.name=/^(globalThis|global|window|self)$/][property.name='crypto']",
    ],
    message: 'Rules have no randomness: whoever asks gives it.',
    rooms: ['contract', 'server/domain'],
    except: [],
  },
  {
    name: 'process.env',
    selectors: [
      "MemberExpression[object.name='process']:matches([property.name='env'], [property.value='env'])",
      "MemberExpression[object.property.name='process'][property.name='env']",
      "ImportSpecifier[imported.name='env']",
      "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
    ],
    message: 'The environment is read once, in server/config.ts.',
    rooms: ['contract', 'server', 'electron', 'renderer'],
    except: ['server/config.ts', 'electron/main.ts'],
  },
  {
    name: 'raw IPC',
    selectors: [
      'ImportSpecifier[imported.name=/^ipc(Main|Renderer)$/]',
      'MemberExpression[property.name=/^ipc(Main|Renderer)$/]',
      'ObjectPattern > Property[key.name=/^ipc(Main|Renderer)$/]',
    ],
    message: 'Raw IPC only in electron/ipc-main.ts and electron/preload.ts: use the typed wrappers.',
    rooms: ['electron'],
    except: ['electron/ipc-main.ts', 'electron/preload.ts'],
  },
];
