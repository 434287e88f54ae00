import path from 'node:path';
import type { Plugin } from 'vite';
import { consoleApi, streams } from '../contract/api.ts';

const contract = path.join(import.meta.dirname, '..', 'contract') + path.sep;

/**
 * Leaves out of the page what it does not use of the contract: of an endpoint it needs method and path, of most nouns only
 * types and lists of words. Without this every schema, and zod with them, would be in the first load (30 KB of it gzipped).
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
      return { code: withPureConstants(code, this.parse(code).body), map: null };
    },
  };
}

type Statements = ReturnType<
  ThisParameterType<Extract<Plugin['transform'], (...args: never) => unknown>>['parse']
>['body'];

/** Every constant that is made by a call becomes one that may be dropped when nobody uses it. The contract has no side effects. */
function withPureConstants(code: string, statements: Statements): string {
  const calls = statements.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ init }) => (init?.type === 'CallExpression' ? [init] : []));
  });
  return calls.reduceRight(
    (text, { start, end }) =>
      `${text.slice(0, start)}/* @__PURE__ */ (() => ${text.slice(start, end)})()${text.slice(end)}`,
    code,
  );
}
