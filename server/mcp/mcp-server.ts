import { ProtocolError, ProtocolErrorCode, Server, type CallToolResult } from '@modelcontextprotocol/server';
import { RotaError } from '../../contract/errors.ts';
import { callTool } from './call-tool.ts';
import { instructions, ownTools, startTools } from './tools.ts';
import type { ToolVerbs } from './verbs.ts';

export interface McpFacts {
  readonly version: string;
  /** Reports an unexpected error to Rota's own log; returns what its reader may look for there. */
  readonly report: (error: unknown) => string;
}

/** One server for one connection, or one request: its tools are those of the caller. */
export function createMcpServer(verbs: ToolVerbs, facts: McpFacts): Server {
  const server = new Server(
    { name: 'rota', title: 'Rota', version: facts.version },
    {
      capabilities: { tools: {} },
      instructions,
      // Rota checks values itself, with sentences that say what to do.
      jsonSchemaValidator: {
        getValidator: () => (input: unknown) => ({ valid: true, data: input as never, errorMessage: undefined }),
      },
    },
  );
  server.setRequestHandler('tools/list', async () => {
    try {
      const starting = verbs.mayStart ? startTools((await verbs.list()).processes) : [];
      return { tools: [...starting.map(({ tool }) => tool), ...ownTools(verbs.mayStart)] };
    } catch (error) {
      throw new ProtocolError(ProtocolErrorCode.InternalError, sentenceOf(error, facts));
    }
  });
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }): Promise<CallToolResult> => {
    const found = await callTool(verbs, params.name, params.arguments ?? {}, mcpReq.signal).catch(
      (error: unknown): CallToolResult => ({
        content: [{ type: 'text', text: sentenceOf(error, facts) }],
        isError: true,
      }),
    );
    if (found !== null) return found;
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      'There is no tool of that name, or not for this caller: list the tools again',
    );
  });
  return server;
}

/** Only sentences that were made for callers: other errors may hold paths, or what a robot was given. */
function sentenceOf(error: unknown, { report }: McpFacts): string {
  if (error instanceof RotaError) return error.details.map(({ message }) => message).join('; ');
  return `Something unexpected went wrong in Rota. ${report(error)}`;
}
