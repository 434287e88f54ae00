import type { ClientBase } from 'pg';
import type { Row } from '../rows/rows.ts';

export type { Row };

/** `$1`, `$2`… in the text. Lists are arrays: `= ANY($1)`. */
export type Param = string | number | null | Buffer | readonly string[] | readonly number[];
export type Params = readonly Param[];

/** Statements, inside a transaction or each on its own. */
export interface Sql {
  /** Resolves to the number of rows that were changed. */
  run(text: string, ...params: Params): Promise<number>;
  get(text: string, ...params: Params): Promise<Row | undefined>;
  all(text: string, ...params: Params): Promise<Row[]>;
}

/** Statements of one transaction. */
export interface Transaction extends Sql {
  /** Throws if a newer Rota has changed the tables: for everything that takes something new. */
  mustBeNewest(): void;
}

/** A change in a transaction. It may be called again, so it must keep nothing but what it writes by `sql`. */
export type Change<T> = (sql: Transaction) => Promise<T>;

/** PostgreSQL refuses NUL characters in text. In JSON they are escapes and stay exact; anywhere else the sign for one takes their place. */
function withoutNul(param: Param): Param {
  if (typeof param === 'string') return param.includes('\0') ? param.replaceAll('\0', '\u2400') : param;
  return Array.isArray(param) ? ((param as readonly Param[]).map(withoutNul) as readonly string[]) : param;
}

export function sqlOver(client: Pick<ClientBase, 'query'>): Sql {
  const ask = (text: string, params: Params) => client.query<Row>(text, params.map(withoutNul));
  return {
    run: async (text, ...params) => (await ask(text, params)).rowCount ?? 0,
    get: async (text, ...params) => (await ask(text, params)).rows[0],
    all: async (text, ...params) => (await ask(text, params)).rows,
  };
}
