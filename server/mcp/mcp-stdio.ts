import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createMcpServer, type McpFacts } from './mcp-server.ts';
import type { ToolVerbs } from './verbs.ts';

/** Serves one client over stdin and stdout; resolves when it has gone. */
export function serveMcpOverStdio(verbs: ToolVerbs, facts: McpFacts): Promise<void> {
  return new Promise((resolve) => {
    const handle = serveStdio(() => createMcpServer(verbs, facts), { onerror: (error) => void facts.report(error) });
    process.stdin.once('end', () => void handle.close().then(resolve));
  });
}
