import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The files that a file imports, directly and indirectly, as paths below `root`. */
export interface Imports {
  direct(file: string): ReadonlySet<string>;
  all(file: string): ReadonlySet<string>;
}

export function importsBelow(root: string): Imports {
  const known = new Map<string, ReadonlySet<string>>();
  const direct = (file: string): ReadonlySet<string> => {
    const made = known.get(file) ?? readImports(root, file);
    known.set(file, made);
    return made;
  };
  return {
    direct,
    all(file) {
      const seen = new Set<string>();
      const open = [file];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for (const each of direct(next)) {
          if (seen.has(each)) continue;
          seen.add(each);
          open.push(each);
        }
      }
      return seen;
    },
  };
}

function readImports(root: string, file: string): Set<string> {
  if (!/\.(ts|tsx|mjs)$/.test(file)) return new Set();
  const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'), true, true);
  const found = importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.join(path.posix.dirname(file), name))
    .filter((name) => existsSync(path.join(root, name)));
  return new Set(found);
}
