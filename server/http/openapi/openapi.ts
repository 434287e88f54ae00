import { z } from 'zod';
import {
  connectorApi,
  connectorStreams,
  hookEndpoint,
  metricsEndpoint,
  type Endpoint,
  type StreamEndpoint,
} from '../../../contract/api.ts';
import { errorAnswer } from '../../../contract/connector.ts';
import { errorTable, type ErrorCode } from '../../../contract/errors.ts';
import { freeBodies } from '../body/free-bodies.ts';
import { examplesOf, spidExample } from './openapi-examples.ts';

type Json = Readonly<Record<string, unknown>>;

/** The connector API as an OpenAPI 3.1 document, made from the same table that the routes are made from. */
export function openApiDocument(url: string, version: string): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'Rota connector API', version, description: introduction },
    servers: [{ url }],
    security: [{ basic: [] }],
    tags: [
      { name: 'process', description: 'Starting processes, and how they go' },
      { name: 'worker', description: 'The computers that run them' },
      { name: 'health', description: 'Whether Rota answers' },
      { name: 'metrics', description: 'Figures for monitoring programs' },
    ],
    paths: pathsOf(),
    components: {
      securitySchemes: { basic: { type: 'http', scheme: 'basic', description: 'User and password of an API client' } },
      schemas: { Error: schemaOf(errorAnswer, 'output') },
      responses: Object.fromEntries(errorStatuses().map(([status, codes]) => [`Error${status}`, errorResponse(codes)])),
    },
  };
}

const introduction = `Starts robots and tells how they go. Compatible with the connector API of Robusta Scheduler: a client written for it works
after changing host, port and credentials. Every answer is a JSON object, errors too, and its \`message\` tells the whole story.`;

function pathsOf(): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(connectorApi)) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) };
  }
  for (const [name, endpoint] of Object.entries<StreamEndpoint>(connectorStreams)) {
    paths[endpoint.path] = { ...paths[endpoint.path], get: streamOf(name, endpoint) };
  }
  paths[hookEndpoint.path] = { post: hookOperation() };
  paths[metricsEndpoint.path] = { get: metricsOperation() };
  return paths;
}

/** Bytes or events: docs/api.md describes their format, because OpenAPI 3.1 cannot. */
function streamOf(name: string, { path, summary, access, query, type }: StreamEndpoint): Json {
  const isFile = type !== 'text/event-stream';
  const schema = type === 'application/octet-stream' ? { type: 'string', format: 'binary' } : { type: 'string' };
  const { query: given = {} } = examplesOf(name);
  const headers = {
    ETag: { description: 'Of these very bytes: for If-None-Match and If-Range', schema: { type: 'string' } },
    'Content-Disposition': { description: 'The name of the file', schema: { type: 'string' } },
  };
  const whole = { description: 'As asked', ...(isFile ? { headers } : {}), content: { [type]: { schema } } };
  return {
    operationId: operationIdOf(name, path),
    summary,
    tags: [tagOf(path)],
    ...scopesOf(access),
    parameters: [...pathParameters(path), ...queryParameters(query, given), ...(isFile ? fileHeaders : [lastEventId])],
    responses: {
      200: whole,
      ...(isFile
        ? { 206: { ...whole, description: 'The range that was asked for' }, 304: { description: 'Not modified' } }
        : {}),
      ...errorReferences(path, access),
      ...(isFile ? errorsOf([412, 416]) : {}),
      ...(isFile ? {} : errorsOf([404, 410])),
    },
  };
}

function metricsOperation(): Json {
  const { path, summary, access, type } = metricsEndpoint;
  const text = { [`${type}; version=0.0.4; charset=utf-8`]: { schema: { type: 'string' } } };
  return {
    operationId: operationIdOf('metrics', path),
    summary,
    tags: [tagOf(path)],
    ...scopesOf(access),
    responses: { 200: { description: 'As asked', content: text }, ...errorReferences(path, access) },
  };
}

/** Its callers do not sign in, and their bodies are what their services send. */
function hookOperation(): Json {
  const { path, summary, access, response } = hookEndpoint;
  const content = jsonContent({ schema: schemaOf(response, 'output') });
  return {
    operationId: operationIdOf('hook', path),
    summary,
    tags: [tagOf(path)],
    ...scopesOf(access),
    parameters: [
      {
        ...{ name: 'name', in: 'path', required: true, description: 'The name of the hook of a schedule' },
        ...{ schema: { type: 'string' }, example: 'orders' },
      },
    ],
    requestBody: { content: jsonContent({ schema: { type: 'object', additionalProperties: true } }) },
    responses: {
      200: { description: 'Understood; nothing was to be started', content },
      202: { description: 'The run is stored; Location tells where its state is', content },
      ...errorsOf([400, 401, 403, 409, 413, 415, 429, 503, 507]),
    },
  };
}

const headerParameter = (name: string, description: string): Json => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
});
const fileHeaders = [
  headerParameter('If-None-Match', 'An ETag: 304 while the file is still that one'),
  headerParameter('Range', 'A range of bytes, such as bytes=100-'),
  headerParameter('If-Range', 'An ETag: the range only while the file is still that one, else the whole'),
];
const lastEventId = headerParameter(
  'Last-Event-ID',
  'The id of the last event that was heard: what came since is told first',
);

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
    ...scopesOf(access),
    parameters: [
      ...pathParameters(path),
      ...queryParameters(hasBody ? (endpoint.query ?? z.object({})) : request, query),
      ...(name === 'start' ? [idempotencyKey] : []),
    ],
    ...(hasBody
      ? {
          requestBody: {
            required: bodies !== null,
            content: {
              ...jsonContent({ schema: schemaOf(request, 'input'), ...(bodies ? { examples: bodies } : {}) }),
              ...(freeBodies.has(name) ? { 'multipart/form-data': { schema: formSchema } } : {}),
            },
          },
        }
      : {}),
    responses: { 200: ok, ...errorReferences(path, access) },
  };
}

function scopesOf(access: Endpoint['access']): Json {
  if (access === 'open' || access === 'any') return { security: [] };
  if (access === 'session') return {};
  return { description: `Needs the scope ${access.map((scope) => `\`${scope}\``).join(' or ')}.` };
}

/** A start with files. The names of further parts depend on the process; one type for all of them breaks generators (orval 7). */
const formSchema = {
  type: 'object',
  properties: { body: { type: 'string', description: 'The body as JSON, before the files' } },
  description:
    'Parts with a file are the values of their names; other parts are keys of the body, `values.NAME` one value',
  required: ['body'],
  additionalProperties: true,
};

const tagOf = (path: string): string => path.split('/')[3] ?? path.slice(1);

/**
 * The function name in generated clients. It begins with its tag (`processHistory`), because `history` and `status` are globals of
 * browsers, and `list` is a word of Python and PHP.
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
    ...(name === 'file'
      ? { description: 'A name out of the list of files', schema: { type: 'string' }, example: 'report.pdf' }
      : {
          description: 'The robustaSpid that a start gave',
          schema: { type: 'string', format: 'uuid' },
          example: spidExample,
        }),
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

/** Without the keywords that only a stand-alone schema has. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => plain(jsonSchema, io),
  });
  return rest;
}

/** Answers contain every key, so a default says nothing there (and an object as default breaks generators); nor do the bounds of every number. */
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
  return errorsOf(statuses);
}

const errorsOf = (statuses: readonly number[]): Json =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]));
