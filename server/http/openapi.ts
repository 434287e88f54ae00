import { z } from 'zod';
import { connectorApi, type Endpoint } from '../../contract/api.ts';
import { errorAnswer } from '../../contract/connector.ts';
import { errorTable, type ErrorCode } from '../../contract/errors.ts';
import { examplesOf, spidExample } from './openapi-examples.ts';

type Json = Readonly<Record<string, unknown>>;

/** The connector API as an OpenAPI 3.1 document, made from the same table that the routes are made from. */
export function openApiDocument(url: string, version: string): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'Rota connector API', version, description: introduction },
    servers: [{ url }],
    security: [{ basic: [] }],
    tags: [{ name: 'process' }, { name: 'worker' }, { name: 'health' }],
    paths: pathsOf(connectorApi),
    components: {
      securitySchemes: { basic: { type: 'http', scheme: 'basic', description: 'User and password of an API client' } },
      schemas: { Error: schemaOf(errorAnswer, 'output') },
      responses: Object.fromEntries(errorStatuses().map(([status, codes]) => [`Error${status}`, errorResponse(codes)])),
    },
  };
}

const introduction = `Starts robots and tells how they go. Compatible with the connector API of Robusta Scheduler: a client written for it works
after changing host, port and credentials. Every answer is a JSON object, errors too, and its \`message\` tells the whole story.`;

function pathsOf(api: Readonly<Record<string, Endpoint>>): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(api)) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) };
  }
  return paths;
}

function operationOf(name: string, endpoint: Endpoint): Json {
  const { path, method, summary, access, request, response } = endpoint;
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const { bodies, query = {}, answer } = examplesOf(name);
  const ok = {
    description: 'As asked',
    content: jsonContent({ schema: schemaOf(response, 'output'), ...(answer ? { example: answer } : {}) }),
  };
  return {
    operationId: operationIdOf(name, path),
    summary,
    tags: [tagOf(path)],
    ...(access === 'open' || access === 'any' ? { security: [] } : {}),
    ...(access === 'open' || access === 'any' || access === 'session'
      ? {}
      : { description: `Needs the scope ${access.map((scope) => `\`${scope}\``).join(' or ')}.` }),
    parameters: [
      ...pathParameters(path),
      ...queryParameters(hasBody ? (endpoint.query ?? z.object({})) : request, query),
      ...(name === 'start' ? [idempotencyKey] : []),
    ],
    ...(hasBody
      ? {
          requestBody: {
            required: bodies !== null,
            content: jsonContent({ schema: schemaOf(request, 'input'), ...(bodies ? { examples: bodies } : {}) }),
          },
        }
      : {}),
    responses: { 200: ok, ...errorReferences(path, access) },
  };
}

const tagOf = (path: string): string => path.split('/')[3] ?? 'process';

/**
 * The name that generators give the function for it. With its tag before it (`processHistory`): `history` and `status` are globals of
 * browsers, `list` is a word of Python and PHP.
 */
export function operationIdOf(name: string, path: string): string {
  const tag = tagOf(path);
  return name.startsWith(tag) ? name : `${tag}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

const jsonContent = (media: Json): Json => ({ 'application/json': media });

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key within 24 hours gives the same robustaSpid and starts nothing twice.',
  schema: { type: 'string', maxLength: 255 },
};

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: 'The robustaSpid that a start gave',
    schema: { type: 'string', format: 'uuid' },
    ...(name === 'spid' ? { example: spidExample } : {}),
  }));
}

function queryParameters(request: z.ZodType, given: Readonly<Record<string, unknown>>): Json[] {
  const { properties = {}, required = [] } = schemaOf(request, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
    ...(Object.hasOwn(given, name) ? { example: given[name] } : {}),
  }));
}

/** Without the marks that only a schema standing by itself carries. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => plain(jsonSchema, io),
  });
  return rest;
}

/** What an answer holds stands in it, so a default says nothing there (and an object as one stops generators); nor do the bounds of every number. */
function plain(node: z.core.JSONSchema.BaseSchema, io: 'input' | 'output'): void {
  if (io === 'output' || typeof node.default === 'object') delete node.default;
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum;
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum;
}

/** The error table by HTTP status. */
function errorStatuses(): [number, ErrorCode[]][] {
  const byStatus = Map.groupBy(Object.keys(errorTable) as ErrorCode[], (code) => errorTable[code].status);
  return [...byStatus].sort(([one], [other]) => one - other);
}

function errorResponse(codes: readonly ErrorCode[]): Json {
  const description = codes.map((code) => `\`${code}\`: ${errorTable[code].meaning}`).join('\n\n');
  return { description, content: jsonContent({ schema: { $ref: '#/components/schemas/Error' } }) };
}

function errorReferences(path: string, access: Endpoint['access']): Json {
  const always = access === 'open' || access === 'any' ? [403, 503] : [400, 401, 403, 429, 500, 503];
  const ofId = path.includes('{') ? [404, 410] : [];
  const ofBody = /start|validate|rerun|cancel/.test(path) ? [404, 409, 413, 415, 507] : [];
  const statuses = [...new Set([...always, ...ofId, ...ofBody])].sort((one, other) => one - other);
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]));
}
