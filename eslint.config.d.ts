import type { Linter } from 'eslint';

// What the tests of the house law read of it.
export const mayImport: Readonly<Record<string, readonly string[]>>;
export const nouns: readonly string[];
export const floors: readonly string[];
export const planned: readonly string[];
export const bannedModules: readonly {
  readonly modules: readonly string[];
  readonly rooms: readonly string[];
  readonly except?: readonly string[];
}[];
export const bannedGlobals: readonly {
  readonly name: string;
  readonly selectors: readonly string[];
  readonly message: string;
  readonly rooms: readonly string[];
  readonly except: readonly string[];
}[];
export const houseLaw: Linter.Config[];
export const functionLengths: Linter.Config[];
export const usual: number;
export const most: number;
export const longer: readonly string[];
export const listedAtMost: number;
export const noCircles: Linter.Config;
export const knownRooms: Linter.Config;
export const ownTimers: Readonly<Record<string, string>>;
export const owners: Linter.Config[];
declare const config: Linter.Config[];
export default config;
