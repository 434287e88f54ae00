import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  connectorApi,
  connectorStreams,
  hookEndpoint,
  metricsEndpoint,
  type Endpoint,
  type StreamEndpoint,
} from '../../contract/api.ts';
import { operationIdOf } from '../../server/http/openapi/openapi.ts';
import { openConnector, type Connector } from '../support/connector.ts';
import { isWine } from '../support/windows.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters?: { readonly name: string; readonly in: string; readonly example?: unknown }[];
  readonly requestBody?: {
    content: { 'application/json': { examples?: Record<string, { value: Record<string, unknown> }> } };
  };
  readonly responses: Record<string, { content?: { 'application/json'?: { example?: Record<string, unknown> } } }>;
}

let connector: Connector;
let document: { openapi: string; servers: { url: string }[]; paths: Record<string, Record<string, Operation>> };
before(async () => {
  connector = await openConnector();
  document = (await (
    await fetch(`${connector.server.url}/scheduler/connector-api/openapi.json`)
  ).json()) as typeof document;
});
after(() => connector.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test('every line of the contract stands in the description, and nothing else', () => {
  const described = operations().map(
    ({ path, method, operation }) => `${operation.operationId} ${method.toUpperCase()} ${path}`,
  );
  const table: Record<string, Endpoint | StreamEndpoint> = {
    ...connectorApi,
    ...connectorStreams,
    hook: hookEndpoint,
    metrics: metricsEndpoint,
  };
  const lines = Object.entries(table).map(
    ([name, { method, path }]) => `${operationIdOf(name, path)} ${method} ${path}`,
  );
  assert.deepEqual(described.sort(), lines.sort());
  assert.equal(document.openapi, '3.1.0');
  assert.deepEqual(document.servers, [{ url: connector.server.url }]);
});

test('every reference in the description leads somewhere', () => {
  const text = JSON.stringify(document);
  for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = pointer
      .split('/')
      .reduce<unknown>((place, key) => (place as Record<string, unknown> | undefined)?.[key], document);
    assert.ok(found, pointer);
  }
});

test('what a start that is repeated can be refused with stands in the description', async () => {
  const start = { name: 'OneStepNotepadRunner', values: { userName: 'Ada' }, startDate: '2099-01-01 00:00:00' };
  const { body } = await connector.client.call('process/start', start);
  const [definition] = (
    await connector.server.console<{ processes: { process: { name: string } }[] }>('GET', '/api/processes')
  ).processes.flatMap(({ process }) => (process.name === start.name ? [process] : []));
  await connector.server.addProcess({ ...definition, enabled: false } as never);
  const refused = await connector.client.call(`process/rerun/${String(body['robustaSpid'])}`, {});
  await connector.server.addProcess({ ...definition, enabled: true } as never);
  assert.equal(refused.status, 409);
  const rerun = operations().find(({ operation }) => operation.operationId === 'processRerun');
  assert.ok(rerun && '409' in rerun.operation.responses);
});

test('every example body is taken as it is, without a warning', async () => {
  const manager = await connector.server.addClient({ name: 'manager', scopes: ['start', 'read', 'manage'] });
  let tried = 0;
  for (const { path, operation } of operations()) {
    for (const [title, { value }] of Object.entries(
      operation.requestBody?.content['application/json'].examples ?? {},
    )) {
      // What looks into a folder is not for those who may only start.
      const client = 'triggers' in value ? manager : connector.client;
      const answer = await client.call(path.replace('/scheduler/connector-api/', ''), value);
      assert.equal(answer.status, 200, `${title}: ${JSON.stringify(answer.body)}`);
      assert.deepEqual(answer.body['warnings'], [], title);
      if (operation.operationId === 'processStart')
        await client.call(`process/cancel/${String(answer.body['robustaSpid'])}`, {});
      tried += 1;
    }
  }
  assert.ok(tried >= 4);
});

test('every example answer is one that the contract allows', () => {
  for (const { operation } of operations()) {
    const example = operation.responses['200']?.content?.['application/json']?.example;
    if (example) (endpointOf(operation.operationId) as Endpoint).response.parse(example);
  }
});

const endpointOf = (operationId: string): Endpoint | StreamEndpoint => {
  const table: Record<string, Endpoint | StreamEndpoint> = {
    ...connectorApi,
    ...connectorStreams,
    hook: hookEndpoint,
    metrics: metricsEndpoint,
  };
  const found = Object.entries(table).find(([name, { path }]) => operationIdOf(name, path) === operationId);
  assert.ok(found, operationId);
  return found[1];
};

test('every query has an example that the contract takes, and each of them a value', () => {
  let tried = 0;
  for (const { path, method, operation } of operations()) {
    const parameters = (operation.parameters ?? []).filter(({ in: place }) => place !== 'header');
    const query = parameters.filter(({ in: place }) => place === 'query');
    for (const { name, example } of parameters) {
      if (name !== 'cursor') assert.notEqual(example, undefined, `${method} ${path} ${name}`);
    }
    const endpoint = endpointOf(operation.operationId);
    const read = endpoint.query ?? ('request' in endpoint ? endpoint.request : undefined);
    if (query.length > 0)
      read?.parse(
        Object.fromEntries(
          query.filter(({ example }) => example !== undefined).map(({ name, example }) => [name, String(example)]),
        ),
      );
    tried += query.length;
  }
  assert.ok(tried >= 10);
});

/** Reserved words of languages, and names that are predefined in them: no function can have such a name. */
const takenNames = `
abstract and any arguments as assert async await base bool boolean break byte case catch char checked class clone const constructor continue
debugger decimal declare def default del delegate delete do double echo elif else empty enum eval event except exit explicit export extends
extern false final finally fixed float for foreach from func function global go goto if implements implicit import in include instanceof int
interface internal is isset lambda let list lock long match module namespace native new nonlocal none null object operator or out override
package params pass print private protected public raise readonly record ref require return sbyte sealed select self short sizeof static
string struct super switch synchronized this throw throws transient true try type typeof uint ulong undefined unset use using var virtual
void volatile while with yield
alert blur close closed confirm document fetch find focus frames history length location log menubar moveby name navigator open opener
origin parent performance prompt queue reporterror scroll scrollby status stop toolbar top window
callable compile dict dir exec filter format getattr hash help id input iter len map max min next ord pow property range repr round set
slice sorted sum super tuple vars zip equals gethashcode gettype tostring finalize getclass notify notifyall wait`
  .split(/\s+/)
  .filter((word) => word !== '');

test('no operation is called like a reserved word or a global of JavaScript, Java, C#, Python or PHP, nor as another', () => {
  const ids = operations().map(({ operation }) => operation.operationId.toLowerCase());
  assert.deepEqual(
    ids.filter((id) => takenNames.includes(id) || id in globalThis),
    [],
  );
  assert.equal(new Set(ids).size, ids.length);
});

test('no answer has a default, no default is an object, and every instant is a date-time', () => {
  const faults: string[] = [];
  const look = (node: unknown, place: string): void => {
    if (typeof node !== 'object' || node === null || /\/examples?(\/|$)/.test(place)) return;
    for (const [key, value] of Object.entries(node)) {
      const isSchemaWord = !place.endsWith('/properties');
      if (isSchemaWord && key === 'default' && (place.includes('/responses/') || typeof value === 'object'))
        faults.push(`${place}/default`);
      if (!isSchemaWord && /^(?:at|next|.*At|nextRuns?|from|to)$/.test(key)) {
        const isText = /"string"/.test(JSON.stringify(value));
        if (
          isText &&
          key !== 'next' &&
          !place.includes('callbackUrl') &&
          // Times of day of a plan; the sender of a mail.
          !/\/plan\/|\/triggers\/items\/|\/conditions\//.test(place) &&
          !JSON.stringify(value).includes('"date-time"')
        )
          faults.push(`${place}/${key}`);
      }
      look(value, `${place}/${key}`);
    }
  };
  look(document, '');
  assert.deepEqual(faults, []);
});

const skip = isWine && 'SKIPPED: under Wine there is no browser';
test('the page renders it offline under the strict policy, and a call can be tried from it', { skip }, async () => {
  // Only here: under Wine the driver of browsers is not installed either.
  const { complaintsOf, openBrowser } = await import('../page/support/browser.ts');
  const browser = await openBrowser();
  try {
    const page = await browser.context.newPage();
    const complaints = complaintsOf(page);
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(connector.server.url) && !request.url().startsWith('data:'))
        foreign.push(request.url());
    });
    await page.goto(`${connector.server.url}/scheduler/connector-api/docs`);
    await page.getByText('Start or schedule a process').waitFor();
    await page.getByText('Whether Rota answers; for who signs in').click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table').getByText('"Rota is up"').waitFor();
    assert.deepEqual(complaints, []);
    assert.deepEqual(foreign, []);
  } finally {
    await browser.close();
  }
});
