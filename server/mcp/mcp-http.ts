import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMcpServer, type McpFacts } from './mcp-server.ts';
import type { ToolVerbs } from './verbs.ts';

/** Nothing that a tool takes is larger than what the connector API takes. */
const mostBytes = 2 * 1024 * 1024;

/**
 * Answers requests of the streamable HTTP transport (2026-07-28, and 2025-11-25 and older without sessions), each with the tools of its
 * caller. Whoever calls it has checked Host, Origin and credentials.
 */
export function createMcpHttp(facts: McpFacts) {
  const onerror = (error: Error) => void facts.report(error);
  const handler = createMcpHandler(({ authInfo }) => createMcpServer(authInfo?.extra?.['verbs'] as ToolVerbs, facts), {
    maxRequestBodySize: mostBytes,
    maxSubscriptions: 32,
  });
  const answer = toNodeHandler(handler, { onerror, maxRequestBodySize: mostBytes });
  return {
    answer: (request: IncomingMessage, response: ServerResponse, verbs: ToolVerbs): Promise<void> => {
      // The library carries what identifies a caller in this form; the credentials themselves stay outside.
      const auth = { token: '', clientId: 'checked', scopes: [], extra: { verbs } };
      return answer(Object.assign(request, { auth }) as Parameters<typeof answer>[0], response);
    },
    close: () => handler.close(),
  };
}
