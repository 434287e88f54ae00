import path from 'node:path';
import type { Plugin } from 'vite';
import { consoleApi, streams } from '../contract/api.ts';
import * as calendar from '../contract/calendar.ts';
import * as messageRules from '../contract/message-rules.ts';
import * as process from '../contract/process.ts';
import * as schedule from '../contract/schedule.ts';
import * as settings from '../contract/settings.ts';

const contract = path.join(import.meta.dirname, '..', 'contract') + path.sep;

/** Files with a constant that a schema computes: the page gets the computed value. */
const withDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'calendar.ts': calendar,
  'message-rules.ts': messageRules,
  'process.ts': process,
  'schedule.ts': schedule,
  'settings.ts': settings,
};

/**
 * Removes from the page what it does not use of the contract: of an endpoint it needs method and path, of most nouns only
 * types and word lists. Without this every schema, and zod with them, would be in the first load (30 KB gzipped).
 */
export function leanContract(): Plugin {
  return {
    name: 'lean-contract',
    applyToEnvironment: ({ name }) => name === 'client',
    load(id) {
      if (id !== `${contract}api.ts`) return null;
      const table = Object.entries(consoleApi).map(
        ([name, { method, path: at }]) => [name, { method, path: at }] as const,
      );
      return [
        `export const consoleApi = ${JSON.stringify(Object.fromEntries(table))};`,
        `export const streams = ${JSON.stringify(streams)};`,
      ].join('\n');
    },
    transform(code, id) {
      if (!id.startsWith(contract)) return null;
      return {
        code: withLeanConstants(code, this.parse(code).body, id.slice(contract.length)),
        map: null,
        moduleSideEffects: false,
      };
    },
    generateBundle(_, bundle) {
      const named = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? one.moduleIds : []));
      const schema = named.find((id) => /[\\/]node_modules[\\/]zod[\\/]/.test(id));
      // It would add 25 KB gzipped, for something that a constant or a rule of two lines can do.
      if (schema !== undefined) this.error(`the page uses a schema of the contract: ${schema}`);
    },
  };
}

type Statements = ReturnType<
  ThisParameterType<Extract<Plugin['transform'], (...args: never) => unknown>>['parse']
>['body'];

/**
 * Marks every constant that is made by a call as removable if unused, because the contract has no side effects. A value that a
 * schema makes of nothing is written out.
 */
function withLeanConstants(code: string, statements: Statements, file: string): string {
  const calls = statements.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ id, init }) =>
      init?.type === 'CallExpression' && id.type === 'Identifier' ? [{ name: id.name, ...init }] : [],
    );
  });
  return calls.reduceRight((text, { name, start, end, callee }) => {
    const isMade = callee.type === 'MemberExpression' && code.slice(callee.start, callee.end).endsWith('.parse');
    const made = isMade ? withDefaults[file]?.[name] : undefined;
    const lean = made === undefined ? `/* @__PURE__ */ (() => ${text.slice(start, end)})()` : JSON.stringify(made);
    return `${text.slice(0, start)}${lean}${text.slice(end)}`;
  }, code);
}
