import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connectorApi, type Endpoint } from '../../contract/api.ts';
import { complaintsOf, openBrowser } from '../page/browser.ts';
import { openConnector, type Connector } from '../support/connector.ts';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: {
    content: { 'application/json': { examples?: Record<string, { value: Record<string, unknown> }> } };
  };
  readonly responses: Record<string, { content?: { 'application/json': { example?: Record<string, unknown> } } }>;
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
  const lines = Object.entries<Endpoint>(connectorApi).map(([name, { method, path }]) => `${name} ${method} ${path}`);
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
  const rerun = operations().find(({ operation }) => operation.operationId === 'rerun');
  assert.ok(rerun && '409' in rerun.operation.responses);
});

test('every example body is taken as it is, without a warning', async () => {
  let tried = 0;
  for (const { path, operation } of operations()) {
    for (const [title, { value }] of Object.entries(
      operation.requestBody?.content['application/json'].examples ?? {},
    )) {
      const answer = await connector.client.call(path.replace('/scheduler/connector-api/', ''), value);
      assert.equal(answer.status, 200, `${title}: ${JSON.stringify(answer.body)}`);
      assert.deepEqual(answer.body['warnings'], [], title);
      if (operation.operationId === 'start')
        await connector.client.call(`process/cancel/${String(answer.body['robustaSpid'])}`, {});
      tried += 1;
    }
  }
  assert.ok(tried >= 4);
});

test('every example answer is one that the contract allows', () => {
  for (const { operation } of operations()) {
    const example = operation.responses['200']?.content?.['application/json'].example;
    if (example) connectorApi[operation.operationId as keyof typeof connectorApi].response.parse(example);
  }
});

test('the page renders it offline under the strict policy, and a call can be tried from it', async () => {
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
    await page.getByText('Whether Rota answers').click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table').getByText('"Rota is up"').waitFor();
    assert.deepEqual(complaints, []);
    assert.deepEqual(foreign, []);
  } finally {
    await browser.close();
  }
});
