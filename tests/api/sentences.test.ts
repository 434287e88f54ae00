import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { connectorApi, consoleApi, type Endpoint } from '../../contract/api.ts';
import type { ErrorDetail } from '../../contract/errors.ts';
import { serverTr } from '../../contract/words/tr/server.ts';
import type { Translatable } from '../../contract/translatable.ts';
import { openConnector, type Connector } from '../support/connector.ts';
import { call, type Reply } from '../support/http-client.ts';
import { wrongCalls } from '../support/wrong-calls.ts';

// Every endpoint with every violation of its schema: checks the answers as a caller reads them.

let connector: Connector;
let authorization: string;
before(async () => {
  connector = await openConnector();
  const file = await readFile(path.join(connector.server.home, 'connection.json'), 'utf8');
  authorization = `Bearer ${(JSON.parse(file) as { token: string }).token}`;
});
after(() => connector.stop());

/** These end the server or its session, call other computers, or copy the whole folder each time. */
const left = new Set(['restartServer', 'stopServer', 'restoreBackup', 'signOut', 'testWebhook', 'redeliver', 'backup']);

/** What no message may contain: texts of a library, missing values, an unfilled placeholder, a repeated word. */
const garbled =
  /\bundefined\b|\[object|NaN|\{\d+\}|\bInvalid\b|Unrecognized|\bexpected\b|\breceived\b|regex|must match|Zod|SQLITE|\bat \w+ \(|\b1 (?:entries|characters)\b|\bno \w+ (?:a list|an object|null)\b|(?<!\w)(\p{L}+) \1(?!\w)|  |,,|\.\.$/u;

async function refusals(
  name: string,
  endpoint: Endpoint,
): Promise<{ reply: Reply; details: readonly ErrorDetail[] }[]> {
  const found: { reply: Reply; details: readonly ErrorDetail[] }[] = [];
  for (const { method, path: to, body } of wrongCalls(endpoint)) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = { authorization, ...(text === undefined ? {} : { 'content-type': 'application/json' }) };
    const reply = await call(connector.port, to, { method, headers, ...(text === undefined ? {} : { body: text }) });
    assert.ok(reply.status < 500, `${name} ${text}: ${reply.status}`);
    if (reply.status < 400) continue;
    found.push({ reply, details: (reply.json()['error'] as { details: ErrorDetail[] }).details });
  }
  return found;
}

/** A sentence and its nested ones that have no Turkish text. */
function withoutTurkish({ words, facts }: Translatable): string[] {
  const isOfFactsAlone = !/\p{L}/u.test(words.replace(/\{\d+\}/g, ''));
  const own = isOfFactsAlone || Object.hasOwn(serverTr, words) ? [] : [words];
  return [...own, ...facts.flatMap((fact) => (typeof fact === 'object' ? withoutTurkish(fact) : []))];
}

for (const [table, api] of Object.entries<Readonly<Record<string, Endpoint>>>({ connectorApi, consoleApi })) {
  test(`an error of the ${table} is garbled, says a thing twice, or speaks of nothing`, async () => {
    const faults = new Set<string>();
    for (const [name, endpoint] of Object.entries(api)) {
      if (left.has(name)) continue;
      for (const { details } of await refusals(name, endpoint)) {
        const misfits = details
          .filter(({ message }) =>
            /: must be (?:a text|a list|an object|a number|a whole number|true or false)$/.test(message),
          )
          .map(({ field }) => field);
        for (const { field, message, said } of details) {
          const shown = `${name}: ${message.replace(/x{20,}/g, 'x…').slice(0, 300)}`;
          if (garbled.test(message)) faults.add(`garbled: ${shown}`);
          if (field === null && /^(?:must|is|has|cannot)\b/.test(message)) faults.add(`of what? ${shown}`);
          if (misfits.includes(field) && details.filter((other) => other.field === field).length > 1)
            faults.add(`of another kind, and more is said of it: ${shown}`);
          const isForPage = api === consoleApi;
          if (isForPage && said === undefined) faults.add(`not for the page: ${shown}`);
          for (const words of said === undefined ? [] : withoutTurkish(said)) faults.add(`no Turkish: ${words}`);
        }
      }
    }
    assert.deepEqual([...faults], []);
  });
}
